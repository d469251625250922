"""Web addresses: native/extract/kinds/url.cpp.

Reading -> Urls::find -> Found("url", "site1.example/ad/17")

With a scheme, with www., bare, or with the dot in words or apart. Addresses of profiles and of
numbers (t.me/…, wa.me/…) are handles and phones, not web addresses. Limit: a bare host counts only
with a well-known ending (extract.hosts); queries are kept.
"""

import re

from lamplight.extract.hosts import TLD
from lamplight.extract.signs import DOTS

RANK = 40

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_END = r"[^\s<>\"\x01\x02\x7f]*"
_SLASH = r"(?:(?:forward\s)?slash|barra|barre|schragstrich|slesh)"
URL = re.compile(
    r"(?<![a-z0-9@._-])"
    rf"(?:(h(?:tt|xx|\*\*)ps?\s?(?::|\[:\])\s?//|www\.)(?:www\.)?((?:{_LABEL}\.){{1,6}}[a-z]{{2,24}})"
    rf"|((?:{_LABEL}\.){{1,4}}({TLD})))"
    rf"(?![a-z0-9@-])(:\d{{2,5}}(?![\d-]))?([/?#]{_END}|(?:\s{_SLASH}\s[a-z0-9_-]+){{1,3}})?"
)
_SPELT = (
    rf"(?:\s?[\[({{<*_~|'\"]\s?(?:{DOTS}|\.)\s?[\])}}>*_~|'\"]\s?|\s(?:{DOTS}|\.)\s"
    r"|\s?-(?:dot|punkt|punto|ponto|punct)-\s?)"
)
DOTTED = re.compile(
    rf"(?<![a-z0-9@._-])(?:w\s?w\s?w(?:\s?\.\s?|\s(?:{DOTS})\s|\s)?)?({_LABEL}(?:(?:\.|{_SPELT}){_LABEL}){{0,3}}?)"
    rf"({_SPELT})({TLD})(/{_END}|(?:\s{_SLASH}\s[a-z0-9_-]+){{1,3}})?(?![a-z0-9]|{_SPELT}{TLD}(?![a-z0-9-]))"
)
SPELT = re.compile(_SPELT)
SLASH = re.compile(rf"\s{_SLASH}\s")
NO_HOSTS = frozenset({"the", "a", "an", "my", "this", "that", "your", "our", "no"})
"""Words before "dot com" in sentences."""

ROMANCE = frozenset({"punto", "ponto", "point", "punct"})
"""Words for a dot after which "de" is a word as well."""

SPACED = (" . ", "[.", "[ .", "(.", "( .", "{.", "<.", "*.", "_.", "~.", "|.")
"""A dot is hidden only in texts with one of these words or signs."""

NUMBERED = re.compile(r"wa\.me/\+?\d|(?:api\.|web\.)?whatsapp\.com/send")
"""The address of a number."""

TAIL = ".,;:!?)]}'*\"-"
"""Signs that end a sentence, not an address."""
