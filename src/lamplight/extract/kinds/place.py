"""Places named in a text: "in Houston", "Houston TX".

Reading -> find -> Found("place", "Houston, TX, US")

A city's name counts after a word such as "in" or "visiting", or before its region. Limit: names
that are everyday words, and names outside the gazetteer, are not read.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.places import Place, Places, key_of
from lamplight.extract.reading import Reading

RANK = 80

_LEADS = frozenset(
    [
        "in",
        "visiting",
        "near",
        "around",
        "from",
        "to",
        "at",
        "downtown",
        "outside",
        "leaving",
        "en",
        "em",
        "city",
        "area",
    ]
)
_NAME = re.compile(r"[a-z][a-z.'-]*[a-z]|[a-z]\.?")
_WORDS = frozenset(
    [
        "mobile",
        "reading",
        "bath",
        "nice",
        "mission",
        "best",
        "most",
        "of",
        "split",
        "same",
        "batman",
        "university",
        "college",
        "center",
        "park",
        "orange",
        "bend",
        "temple",
        "enterprise",
        "independence",
        "liberty",
        "hope",
        "paradise",
        "normal",
        "energy",
        "novi",
        "troy",
        "commerce",
        "summit",
        "march",
        "surprise",
        "buy",
        "many",
        "union",
        "eagle",
        "spring",
        "industry",
        "corona",
        "central",
        "heroic",
        "date",
        "male",
        "man",
        "van",
        "bar",
        "both",
        "can",
        "mary",
        "sun",
        "deal",
        "hull",
        "rugby",
        "crewe",
        "sale",
        "wells",
        "lead",
        "rush",
        "derby",
        "are",
        "vista",
    ]
)
"""Names of cities that are everyday words; they count only with their region."""


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """The longest name at each place; the region after it decides between namesakes."""
    lower = reading.lower
    words = [(m.group(), m.start(), m.end()) for m in _NAME.finditer(lower)]
    at = 0
    while at < len(words):
        found = _named(words, at, lower, region, places)
        if found:
            place, last, sure = found
            yield Found("place", str(place), words[at][1], words[last][2], sure)
            at = last
        at += 1


def _named(
    words: list[tuple[str, int, int]], at: int, lower: str, region: str | None, places: Places
) -> tuple[Place, int, float] | None:
    if words[at][0] not in places.firsts:
        return None
    led = at > 0 and words[at - 1][0] in _LEADS and words[at][1] - words[at - 1][2] == 1
    for size in (4, 3, 2, 1):
        last = at + size - 1
        if last >= len(words) or "\n" in lower[words[at][1] : words[last][2]]:
            continue
        name = key_of(lower[words[at][1] : words[last][2]])
        if name not in places.cities:
            continue
        state = _state(words, last, lower, places)
        if state:
            place = places.city(name, *state)
            if place and (place.region, place.country) == state:
                return place, last + 1, 0.95
        if led and name not in _WORDS and (place := places.city(name, "", region or "")):
            return place, last, 0.85
    return None


def _state(
    words: list[tuple[str, int, int]], last: int, lower: str, places: Places
) -> tuple[str, str] | None:
    """The region that the next word names, in letters or in full."""
    if last + 1 >= len(words) or lower[words[last][2] : words[last + 1][1]].strip(" ") not in (
        "",
        ",",
    ):
        return None
    return places.region(words[last + 1][0], None)
