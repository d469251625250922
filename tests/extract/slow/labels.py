"""Labels read in plain Python: the slow twin of native/extract/labels.cpp."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lamplight.extract.labels import (
    ABBREVIATED,
    COMPOUND_ENDS,
    COMPOUNDS,
    FARTHEST,
    IDS,
    LABELS,
    MEANS,
    OF_PHONES,
    PREFIX,
    SPOKEN_OF,
    Meaning,
)
from tests.extract.slow.reading import Reading

_BEFORE = re.compile(r"(?<![a-z0-9])[a-z]+|[#\n0-9;!?,|]|\.(?=\s)")
_COMPOUND = re.compile(rf"([a-z]+?)(?:{'|'.join(COMPOUND_ENDS)})")
_SPOKEN_OF = {meaning: re.compile(shape) for meaning, shape in SPOKEN_OF.items()}


def may_label(reading: Reading) -> bool:
    """Whether any word speaks of a number after it."""
    return not reading.words.isdisjoint(LABELS) or any(map(reading.lower.__contains__, COMPOUNDS))


def labelled(lower: str, start: int) -> re.Match[str] | None:
    """The number that begins here, as far as the words directly before it speak of it."""
    spoken = None if lower[start - 1 : start] == "+" else _SPOKEN_OF.get(_meaning(lower, start))
    return spoken.match(lower, start) if spoken else None


def _meaning(lower: str, start: int) -> Meaning:
    """What the words before say, the nearest first."""
    seen: set[str] = set()
    for at, word in enumerate(_words_before(lower, start)):
        means = _means(word)
        if means in _SPOKEN_OF or means == "phone":
            return means
        seen.add("id" if word in IDS else means)
        if "thing" in seen and not seen.isdisjoint(("number", "id")):
            return "named"
        if not means and (at or len(word) > PREFIX):
            break
    return "place" if "id" in seen else ""


def _words_before(lower: str, start: int) -> Iterator[str]:
    """Nearest first, up to where a sentence, a line or another number ends."""
    begin = max(0, start - FARTHEST)
    pieces = _BEFORE.findall(lower, begin, start)
    while pieces:
        piece = pieces.pop()
        if piece == "." and pieces and _is_short(pieces[-1]):
            continue
        if piece != "#" and not piece.isalpha():
            return
        yield piece


@lru_cache(maxsize=1 << 14)
def _means(word: str) -> Meaning:
    if known := MEANS.get(word):
        return known
    compound = _COMPOUND.fullmatch(word)
    if compound:
        return "phone" if compound[1].rstrip("s") in OF_PHONES else "named"
    return ""


def _is_short(word: str) -> bool:
    """Whether a full stop after it ends no sentence."""
    return word in ABBREVIATED or word.endswith("nr")
