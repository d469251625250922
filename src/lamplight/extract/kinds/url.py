"""Web addresses: native/extract/kinds/url.cpp.

Reading -> Urls::find -> Found("url", "site1.example/ad/17")

With a scheme, with www., bare, or with the dot in words or apart. Addresses of profiles and of
numbers (t.me/…, wa.me/…) are handles and phones, not web addresses. Limit: a bare host counts only
with a well-known ending (extract.hosts); queries are kept.
"""

import re

from lamplight.extract.hosts import TLD

RANK = 40

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_END = r"[^\s<>\"\x01\x02\x7f]*"
URL = re.compile(
    r"(?<![a-z0-9@._-])"
    rf"(?:(h(?:tt|xx)ps?\s?:\s?//|www\.)(?:www\.)?((?:{_LABEL}\.){{1,6}}[a-z]{{2,24}})"
    rf"|((?:{_LABEL}\.){{1,4}}({TLD})))"
    rf"(?![a-z0-9@-])(?::\d{{2,5}})?([/?#]{_END})?"
)
_DOTS = "dot|punto|punkt|point|ponto|punct|towka"
DOTTED = re.compile(
    rf"(?<![a-z0-9@._-])(?:www\s?(?:dot\s)?)?({_LABEL})"
    rf"(?:\s?[\[({{<*_~|]\s?(?:{_DOTS}|\.)\s?[\])}}>*_~|]\s?|\sdot\s|(\s(?:{_DOTS}|\.)\s))({TLD})"
    rf"(/{_END})?(?![a-z0-9])"
)
DOT_WORDS = frozenset(_DOTS.split("|"))
SPACED = (" . ", "[.", "[ .", "(.", "( .", "{.", "<.", "*.", "_.", "~.", "|.")
"""A dot is hidden only in texts with one of these words or signs."""

NUMBERED = re.compile(r"wa\.me/\+?\d|(?:api\.|web\.)?whatsapp\.com/send")
"""The address of a number."""

TAIL = ".,;:!?)]}'*\"-"
"""Signs that end a sentence, not an address."""
