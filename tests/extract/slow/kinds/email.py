"""The slow twin of native/extract/kinds/email.cpp."""

import re
from collections.abc import Iterator

from lamplight.extract.kinds.email import (
    APART,
    AT_WORDS,
    BRACKETED,
    DISGUISED,
    DOT_WORDS,
    NO_WORDS,
    OPENED,
    PLAIN,
    PROVIDERS,
    SHORT,
    SIGNS,
)
from lamplight.extract.places import Places
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading

_TRICKS = frozenset({"words for signs"})


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Plain ones, then each kind of disguise in what is left."""
    if "@" not in reading.lower and not _may_be_hidden(reading.lower, reading.words):
        return
    spans: list[tuple[int, int]] = []
    for way in (_plain, _apart, _disguised, _short):
        lower = reading.without(spans).lower if spans else reading.lower
        for found in way(lower):
            spans.append((found.start, found.end))
            yield found


def _plain(lower: str) -> Iterator[Found]:
    for plain in PLAIN.finditer(lower) if "@" in lower else ():
        yield Found("email", plain.group(), *plain.span(), 0.99)


def _apart(lower: str) -> Iterator[Found]:
    for apart in APART.finditer(lower) if "@ " in lower else ():
        value = apart.group().replace(" ", "")
        if PLAIN.fullmatch(value):
            yield Found("email", value, *apart.span(), 0.9, frozenset({"spaced out"}))


def _disguised(lower: str) -> Iterator[Found]:
    for hidden in DISGUISED.finditer(lower):
        if _meant(hidden):
            value = f"{_written(hidden[1])}@{_written(hidden[3])}.{hidden[5]}"
            sure = 0.9 if hidden[2].strip().isalpha() is False else 0.7
            yield Found("email", value, *hidden.span(), sure, _TRICKS)


def _short(lower: str) -> Iterator[Found]:
    for short in SHORT.finditer(lower):
        if not short[2].strip().isalpha() or short[3] in NO_WORDS:
            value = f"{short[1]}@{short[3]}.com"
            yield Found("email", value, *short.span(), 0.7, _TRICKS)


def _may_be_hidden(lower: str, words: frozenset[str]) -> bool:
    """An "at" in words beside a dot in words, or in brackets."""
    if words.isdisjoint(AT_WORDS):
        return False
    if not words.isdisjoint(DOT_WORDS):
        return True
    return any(map(lower.__contains__, OPENED)) and BRACKETED.search(lower) is not None


def _meant(hidden: re.Match[str]) -> bool:
    """ "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider."""
    at, dot = hidden[2].strip(), hidden[4].strip()
    if at.isalpha():
        return dot != "." or (hidden[4] == "." and hidden[3] in PROVIDERS)
    return not (at == "@" and hidden[4] in (". ", " . ") and not hidden[2].startswith(" "))


def _written(disguised: str) -> str:
    words = re.findall(r"[a-z0-9_+-]+|\.", disguised)
    if len(words) > 1:
        words = [SIGNS.get(word, word) for word in words]
    return re.sub(r"\.+", ".", "".join(words))
