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
_DOTTED = re.compile(
    rf"(?<![a-z0-9@._-])(?:www\s?)?({_LABEL})\s?(?:[\[(]\s?(?:dot|\.)\s?[\])]|\sdot\s)\s?({TLD})"
    rf"(/{_END})?(?![a-z0-9])"
)
_NUMBERED = re.compile(r"wa\.me/\+?\d|(?:api\.|web\.)?whatsapp\.com/send")
_HINT = re.compile(r"[a-z0-9]\.[a-z]|dot|\[\.\]|\(\.\)")
_TAIL = ".,;:!?)]}'*\"-"


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """With a scheme, with www., bare, or with its dot in words."""
    lower, plain = reading.lower, reading.plain
    if not _HINT.search(lower):
        return
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
    if "dot" in lower or "(.)" in lower or "[.]" in lower:
        for hidden in _DOTTED.finditer(lower):
            value = f"{hidden[1]}.{hidden[2]}{(hidden[3] or '').rstrip('/')}"
            yield Found("url", value, *hidden.span(), 0.7, frozenset({"words for signs"}))
