"""What is no number, blanked in plain Python: the slow twin of native/extract/others.cpp."""

import re

from lamplight.extract.others import COUNTED, COUNTS, CURRENCIES, FORMS, KEY, KEY_ENDS, KEYED, MONEY
from tests.extract.slow.labels import labelled, may_label
from tests.extract.slow.reading import Reading

_DIGITS = re.compile(r"[0-9]+")
_FORMS = [re.compile(form, re.VERBOSE) for form in FORMS]


def without_others(reading: Reading) -> Reading:
    """The same length; unchanged where nothing is found."""
    spans = []
    if not reading.words.isdisjoint(COUNTS):
        spans = [counted.span(1) for counted in COUNTED.finditer(reading.lower)]
    end, labels = 0, may_label(reading)
    for digits in _DIGITS.finditer(reading.lower):
        if digits.start() >= end and (
            other := _other(reading.lower, digits.start(), labels=labels)
        ):
            spans.append((digits.start(), other.end()))
            end = other.end()
    return reading.without(spans) if spans else reading


def _other(lower: str, start: int, *, labels: bool) -> re.Match[str] | None:
    if lower[start - 1 : start] in CURRENCIES or lower[start - 2 : start] == "$ ":
        return MONEY.match(lower, start)
    for form in _FORMS:
        if other := form.match(lower, start):
            return other
    if lower[start - 1 : start] in KEY_ENDS and KEY.search(lower, max(0, start - 16), start):
        return KEYED.match(lower, start)
    return labelled(lower, start) if labels else None
