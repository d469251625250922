"""The slow twin of native/extract/kinds/place.cpp: every word, with the gazetteer in Python."""

import re
from collections.abc import Iterator
from itertools import accumulate

from lamplight.extract.kinds.place import EVERYDAY, INSIDE, LEADS
from lamplight.extract.places import Place, Places, key_of_words
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading

_NAME = re.compile("([a-z]+)")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """The longest name at each place; the region after it decides between namesakes."""
    text = _Text(reading.lower)
    end = 0
    for at in _candidates(text.words, places):
        if at >= end and (named := _named(text, at, region, places)):
            place, end, sure = named
            start = text.starts[at]
            yield Found("place", str(place), start, text.ends[end - 1], sure)


def _candidates(words: list[str], places: Places) -> list[int]:
    """Where a name may begin: a word that begins one, after "in" or before a region."""
    firsts, regions = places.firsts, places.regions.keys()
    return [
        at
        for at, word in enumerate(words)
        if word in firsts
        and (
            words[at - 1] in LEADS or not regions.isdisjoint(words[at + 1 : at + 1 + firsts[word]])
        )
    ]


class _Text:
    """Words of a text and where they stand."""

    def __init__(self, lower: str) -> None:
        pieces = _NAME.split(lower)
        bounds = list(accumulate(map(len, pieces)))
        self.lower, self.words = lower, pieces[1::2]
        self.starts, self.ends = bounds[0::2], bounds[1::2]

    def gap(self, at: int) -> str:
        """What stands between this word and the next."""
        return self.lower[self.ends[at] : self.starts[at + 1]]


def _named(
    text: _Text, at: int, region: str | None, places: Places
) -> tuple[Place, int, float] | None:
    """The place, the first word after it, and how sure it is."""
    led = at > 0 and text.words[at - 1] in LEADS and text.gap(at - 1) == " "
    most = places.firsts[text.words[at]]
    if not led and not any(word in places.regions for word in text.words[at + 1 : at + 1 + most]):
        return None
    for last in _lasts(text, at, most):
        name = key_of_words(text.words[at : last + 1])
        if name not in places.cities:
            continue
        if state := _state(text, last, places):
            place = places.city(name, *state)
            if place and (place.region, place.country) == state:
                return place, last + 2, 0.95
        if led and name not in EVERYDAY and (place := places.city(name, "", region or "")):
            return place, last + 1, 0.85
    return None


def _lasts(text: _Text, at: int, most: int) -> list[int]:
    """Where a name that begins here may end, the longest first."""
    last = at
    while last + 1 < min(at + most, len(text.words)) and text.gap(last) in INSIDE:
        last += 1
    return list(range(last, at - 1, -1))


def _state(text: _Text, last: int, places: Places) -> tuple[str, str] | None:
    """The region that the next word names, in letters or in full."""
    if last + 1 >= len(text.words) or text.gap(last) not in (" ", ", ", ","):
        return None
    return places.region(text.words[last + 1], None)
