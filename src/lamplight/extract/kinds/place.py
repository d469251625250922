"""Places named in a text: "in Houston", "Houston TX".

These are the words; native/extract/kinds/place.cpp reads: "in Houston" -> "Houston, TX, US"

A city's name counts after a word such as "in" or "visiting", or before its region. Limit: names
that are everyday words, and names outside the gazetteer, are not read.
"""

RANK = 80

_LEADS_TEXT = """
in visiting near around from to at downtown outside leaving en em city area
"""
LEADS = frozenset(_LEADS_TEXT.split())
"""Words before a city."""

INSIDE = frozenset({" ", ". ", "-", "'"})
"""What stands between the words of one name."""

_EVERYDAY_TEXT = """
mobile reading bath nice mission best most of split same batman university college center park
orange bend temple enterprise independence liberty hope paradise normal energy novi troy commerce
summit march surprise buy many union eagle spring industry corona central heroic date male man van
bar both can mary sun deal hull rugby crewe sale wells lead rush derby are vista
"""
EVERYDAY = frozenset(_EVERYDAY_TEXT.split())
"""Names of cities that are everyday words; they count only with their region."""
