"""Signals of an ad's structured fields, which need no finding.

These are the constants; native/extract/given.cpp reads with them: field -> signal without a span

What a site gave in a field of its own is trusted to be of that kind: a phone that no plan accepts
is kept as its digits.
"""

METHOD = "given"
SURE, UNREAD = 0.98, 0.5
"""Confidence in what reads as its kind, and in what doesn't."""

FEWEST_DIGITS = 5
BEFORE_PHONE = "call "
"""Read before a phone's digits, so that they are taken for one."""
