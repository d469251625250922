"""The slow twin of native/extract/kinds/age.cpp: one pattern over the whole text."""

import re
from collections.abc import Iterator

from lamplight.extract.kinds.age import AGE, HINTS, SPELLED
from lamplight.extract.places import Places
from tests.extract.slow.found import Found
from tests.extract.slow.numerals import spell
from tests.extract.slow.reading import Reading

_TWO = re.compile(r"(?<!\d)[1-9]\d(?!\d)")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """From 10 to 99."""
    if reading.words.isdisjoint(HINTS):
        return
    if reading.words.isdisjoint(SPELLED) and not _TWO.search(reading.lower):
        return
    for age in AGE.finditer(reading.lower):
        group = 1 if age[1] else 2
        words = age[group]
        start, end = age.start(group), age.start(group) + len(words.rstrip(" -"))
        if words.isdigit():
            yield Found("age", words, start, end, 0.95 if group == 1 else 0.85)
        elif value := _spelled(words):
            yield Found("age", value, start, end, 0.85, frozenset({"digit words"}))


def _spelled(words: str) -> str | None:
    parts = [part for word in re.split(r"[\s-]+", words.strip(" -")) for part in spell(word) or ()]
    return str(sum(int(part.digits) for part in parts)) if parts else None
