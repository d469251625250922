"""The slow twin of native/extract/kinds/url.cpp."""

import re
from collections.abc import Iterator

from lamplight.extract.hosts import WORDS
from lamplight.extract.kinds.url import (
    DOTTED,
    NO_HOSTS,
    NUMBERED,
    ROMANCE,
    SLASH,
    SPACED,
    SPELT,
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
    if _HINT.search(lower):
        yield from _plain(reading)
    if not reading.words.isdisjoint(DOT_WORDS) or any(map(lower.__contains__, SPACED)):
        for hidden in DOTTED.finditer(lower):
            if not _is_host(hidden):
                continue
            path = SLASH.sub("/", hidden[4] or "").rstrip("/")
            value = f"{SPELT.sub('.', hidden[1])}.{hidden[3]}{path}"
            start = hidden.start(1)
            yield Found("url", value, start, hidden.end(), 0.7, frozenset({"words for signs"}))


def _is_host(hidden: re.Match[str]) -> bool:
    """ "Town . it" and "the dot com boom" are sentences."""
    dot = hidden[2].strip()
    if hidden[1] in NO_HOSTS or (dot in ROMANCE and hidden[3] == "de"):
        return False
    return (dot != "." and dot not in DOT_WORDS) or dot == "dot" or hidden[3] not in WORDS


def _plain(reading: Reading) -> Iterator[Found]:
    lower, plain = reading.lower, reading.plain
    for url in URL.finditer(lower):
        start, end = url.span(2 if url[2] else 3)
        host = lower[start:end]
        path = plain[url.start(6) : url.end(6)] if url[6] else ""
        spelt = path[:1].isspace()
        if not spelt:
            path = path.split("#")[0].rstrip(TAIL).rstrip("/?")
        if url[3] and url[4] in WORDS and not path:
            continue
        end = url.start(6) + len(path) if path else url.end(5) if url[5] else end
        value = host + (url[5] or "") + (SLASH.sub("/", url[6]) if spelt else path)
        if not NUMBERED.match(value):
            sure = 0.98 if url[1] else 0.9
            yield Found("url", value, start, end, sure, taken=url.span())
