"""The slow twin of native/extract/kinds/url.cpp."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from lamplight.extract.hosts import ENDINGS, WORDS
from lamplight.extract.kinds.url import (
    DOTTED,
    EVERYDAY_DOTS,
    GLUED,
    HYPHEN,
    LETTERS,
    NO_HOSTS,
    NUMBERED,
    ROMANCE,
    SLASH,
    SPACED,
    SPELT,
    SURE_ENDINGS,
    TAIL,
    URL,
)
from lamplight.extract.places import Places
from lamplight.extract.signs import DOT_WORDS
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading

_HINT = re.compile(r"[a-z0-9]\.[a-z]")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """With a scheme, with www., bare, or with its dot in words or apart."""
    lower = reading.lower
    spelt = not reading.words.isdisjoint(DOT_WORDS)
    if len(reading.words & frozenset(ascii_lowercase)) > 4 and ("." in lower or spelt):
        yield from _letters(lower)
    if _HINT.search(lower):
        yield from _plain(reading)
    if spelt or not reading.words.isdisjoint(SURE_ENDINGS) or any(map(lower.__contains__, SPACED)):
        for hidden in DOTTED.finditer(lower):
            if not _is_host(hidden):
                continue
            written = (hidden[4] or "").rstrip(TAIL)
            path = SLASH.sub("/", written).rstrip("/")
            host = SPELT.sub(".", HYPHEN.sub("-", hidden[1]))
            value = f"{host}.{hidden[3]}{path}"
            end = hidden.end(3) + len(written)
            yield Found("url", value, hidden.start(1), end, 0.7, frozenset({"words for signs"}))
    for glued in GLUED.finditer(lower):
        tricks = frozenset({"glued", "words for signs"})
        yield Found("url", f"{glued[1]}.{glued[2]}", *glued.span(), 0.7, tricks)


def _letters(lower: str) -> Iterator[Found]:
    for letters in LETTERS.finditer(lower):
        name, ending, step = ("".join((letters[group] or "").split()) for group in (1, 2, 3))
        if ending in ENDINGS:
            span, tricks = letters.span(), frozenset({"spaced out"})
            yield Found(
                "url", f"{name}.{ending}{'/' if step else ''}{step}", *span, 0.7, tricks, taken=span
            )


def _is_host(hidden: re.Match[str]) -> bool:
    """ "Town . it" and "the dot com boom" are sentences."""
    dot = hidden[2].strip()
    if hidden[1] in NO_HOSTS or (dot in ROMANCE and hidden[3] == "de"):
        return False
    if dot in EVERYDAY_DOTS and hidden[3] not in SURE_ENDINGS:
        return False
    return (dot != "." and dot not in DOT_WORDS) or dot == "dot" or hidden[3] not in WORDS


def _plain(reading: Reading) -> Iterator[Found]:
    lower, plain = reading.lower, reading.plain
    for url in URL.finditer(lower):
        start, end = url.span(2 if url[2] else 3)
        host = lower[start:end]
        path = plain[url.start(6) : url.end(6)] if url[6] else ""
        spelt = path[:1].isspace() or path[:1] in ("(", "[")
        if not spelt:
            path = path.split("#")[0].rstrip(TAIL).rstrip("/?")
        if url[3] and url[4] in WORDS and not path:
            continue
        end = url.start(6) + len(path) if path else url.end(5) if url[5] else end
        value = host + (url[5] or "") + (SLASH.sub("/", url[6]) if spelt else path)
        if not NUMBERED.match(lower, url.start(2 if url[2] else 3)):
            sure = 0.98 if url[1] else 0.9
            yield Found("url", value, start, end, sure, taken=url.span())
