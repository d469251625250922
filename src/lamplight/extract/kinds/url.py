"""Web addresses.

Reading -> find -> Found("url", "site1.example/ad/17")

Addresses of profiles and of numbers (t.me/…, wa.me/…) are handles and phones, not web addresses.
Limit: a bare host counts only with a well-known ending (extract.hosts); queries are kept.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.hosts import TLD, WORDS
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading

RANK = 40

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_END = r"[^\s<>\"\x01\x02\x7f]*"
_URL = re.compile(
    r"(?<![a-z0-9@._-])"
    rf"(?:(h(?:tt|xx)ps?\s?:\s?//|www\.)(?:www\.)?((?:{_LABEL}\.){{1,6}}[a-z]{{2,24}})"
    rf"|((?:{_LABEL}\.){{1,4}}({TLD})))"
    rf"(?![a-z0-9@-])(?::\d{{2,5}})?([/?#]{_END})?"
)
_DOTS = "dot|punto|punkt|point|ponto|punct|towka"
_DOTTED = re.compile(
    rf"(?<![a-z0-9@._-])(?:www\s?(?:dot\s)?)?({_LABEL})"
    rf"(?:\s?[\[({{<*_~|]\s?(?:{_DOTS}|\.)\s?[\])}}>*_~|]\s?|\sdot\s|(\s(?:{_DOTS}|\.)\s))({TLD})"
    rf"(/{_END})?(?![a-z0-9])"
)
_DOT_WORDS = frozenset(_DOTS.split("|"))
_NUMBERED = re.compile(r"wa\.me/\+?\d|(?:api\.|web\.)?whatsapp\.com/send")
_HINT = re.compile(r"[a-z0-9]\.[a-z]")
_SPACED = (" . ", "[.", "[ .", "(.", "( .", "{.", "<.", "*.", "_.", "~.", "|.")
_TAIL = ".,;:!?)]}'*\"-"


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """With a scheme, with www., bare, or with its dot in words or apart."""
    lower = reading.lower
    if _HINT.search(lower):
        yield from _plain(reading)
    if not reading.words.isdisjoint(_DOT_WORDS) or any(map(lower.__contains__, _SPACED)):
        for hidden in _DOTTED.finditer(lower):
            if hidden[2] and hidden[3] in WORDS:
                continue
            value = f"{hidden[1]}.{hidden[3]}{(hidden[4] or '').rstrip('/')}"
            start = hidden.start(1)
            yield Found("url", value, start, hidden.end(), 0.7, frozenset({"words for signs"}))


def _plain(reading: Reading) -> Iterator[Found]:
    lower, plain = reading.lower, reading.plain
    for url in _URL.finditer(lower):
        start, end = url.span(2 if url[2] else 3)
        host = lower[start:end]
        path = plain[url.start(5) : url.end(5)] if url[5] else ""
        path = path.split("#")[0].rstrip(_TAIL).rstrip("/?")
        if url[3] and url[4] in WORDS and not path:
            continue
        if path:
            end = url.start(5) + len(path)
        if not _NUMBERED.match(host + path):
            sure = 0.98 if url[1] else 0.9
            yield Found("url", host + path, start, end, sure, taken=url.span())
