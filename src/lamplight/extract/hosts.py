"""Names of hosts: the endings that make a word with a dot an address.

The list is short on purpose: after a full stop people often forget the space, and "town.in" or
"night.so" are words. An address with a scheme or "www." may end in anything.
"""

_ENDINGS_TEXT = """
com net org info biz example test xyz online site app club live vip shop store top pro link page
website space fun tv io co eu uk ca au de fr es it pt nl br mx us ru ch at be se dk pl cz ro ee
gg ly cc ws me mobi email chat dating world life agency media zone
"""
ENDINGS = _ENDINGS_TEXT.split()

TLD = "(?:" + "|".join(sorted(ENDINGS, key=lambda ending: (-len(ending), ending))) + ")"
"""Pattern of one ending."""

_WORDS_TEXT = """
at be me us it es so in no is to my am pro top fun live life world link page space chat media
zone club shop store site email vip app
"""
WORDS = frozenset(_WORDS_TEXT.split())
"""Endings that are words as well: without a path they count only after a scheme or "www."."""
