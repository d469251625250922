"""Web addresses: native/extract/kinds/url.cpp.

Reading -> Urls::find -> Found("url", "site1.example/ad/17")

With a scheme, with www., bare, or with the dot in words or apart. Addresses of profiles and of
numbers (t.me/…, wa.me/…) are handles and phones, not web addresses. Limit: a bare host counts only
with a well-known ending (extract.hosts); queries are kept.
"""

import re

from lamplight.extract.hosts import TLD
from lamplight.extract.signs import DOTS, HYPHENS

RANK = 40

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_END = r"[^\s<>\"\x01\x02\x7f]*"
_SLASH = r"(?:(?:forward\s)?slash|barra|barre|schragstrich|slesh)"
_STEP = rf"(?:\s{_SLASH}\s|\s?[(\[](?:{_SLASH}|/)[)\]]\s?)[a-z0-9_-]+"
_APART = r"(?:\s/\s[a-z0-9_-]+(?=\s/\s|\s*(?:$|[\n.,!?;)])))"
_SURE = "(?:com|org|example)"
URL = re.compile(
    r"(?<![a-z0-9@._-])"
    rf"(?:(h(?:tt|xx|\*\*)ps?\s?(?::|\[:\])\s?//|www\.)(?:www\.)?((?:{_LABEL}\.){{1,6}}[a-z]{{2,24}})"
    rf"|((?:{_LABEL}\.){{1,4}}({TLD})|(?:beacons\.ai|lnk\.bio|linkin\.bio|campsite\.bio|msha\.ke|solo\.to|hoo\.be|is\.gd|goo\.gl)(?=/)))"
    rf"(?![a-z0-9@-])(:\d{{2,5}}(?![\d-]))?([/?#]{_END}|(?:{_STEP}){{1,3}}|{_APART}{{2,4}})?"
)
_SPELT = (
    rf"(?:\s?[\[({{<*_~|'\"\x01]\s?(?:{DOTS}|\.)\s?[\])}}>*_~|'\"\x01]\s?|\s(?:{DOTS}|\.)\s"
    rf"|\s?[-/]\s?(?:dot|punkt|punto|ponto|punct)\s?[-/]\s?|\s?\x01\s?(?={_SURE}(?![a-z0-9-]))|\s\.(?={_SURE}(?![a-z0-9-]))"
    rf"|(?:[,*;]|\.{{2,3}})(?=(?:com|org)(?![a-z0-9-])))"
)
DOTTED = re.compile(
    rf"(?<![a-z0-9@._-])(?:w\s?w\s?w(?:{_SPELT}|\s?\.\s?|\s(?:{DOTS})\s|\s)?)?({_LABEL}(?:(?:\.|{_SPELT}|\s(?:{HYPHENS})\s|\s?[(\[](?:{HYPHENS}|-)[)\]]\s?){_LABEL}){{0,3}}?)"
    rf"({_SPELT})({TLD})(/{_END}|(?:{_STEP}){{1,3}}|{_APART}{{1,4}})?(?![a-z0-9]|{_SPELT}{TLD}(?![a-z0-9-]))"
)
SPELT = re.compile(_SPELT)
SLASH = re.compile(rf"\s{_SLASH}\s|\s?[(\[](?:{_SLASH}|/)[)\]]\s?|\s/\s")
HYPHEN = re.compile(rf"\s(?:{HYPHENS})\s|\s?[(\[](?:{HYPHENS}|-)[)\]]\s?")
HYPHEN_WORDS = frozenset(HYPHENS.split("|"))
SURE_ENDINGS = ("com", "org", "example")
"""Endings that a sentence does not begin with: a symbol or a comma before one is a dot."""

GLUED = re.compile(
    rf"(?<![a-z0-9@._-])([a-z0-9][a-z0-9-]{{2,40}}?)(?:dot|punto|ponto|point)({_SURE})(?![a-z0-9-]|\.[a-z])"
)
"""kettledotcom"""

LETTERS = re.compile(
    r"(?<![^\s:(])([a-z](?:\s[a-z]){3,30})"
    r"(?:\s?\.\s|\s(?:dot|punto|ponto|point|punkt)\s)([a-z](?:\s[a-z]){1,8})(?:\s/\s([a-z0-9](?:\s[a-z0-9](?![a-z0-9])){1,20}))?(?!\s?[a-z0-9](?![a-z0-9])|[a-z0-9])"
)
"""Each letter for itself."""
_NO_HOSTS_TEXT = """
the a an my this that your our no in on with by as for to of and or is it wait ends love
"""
NO_HOSTS = frozenset(_NO_HOSTS_TEXT.split())
"""Words before "dot com" in sentences."""

EVERYDAY_DOTS = frozenset({"period", "stop"})
"""Words for a dot that sentences hold: only a sure ending follows them."""

ROMANCE = frozenset({"punto", "ponto", "point", "punct"})
"""Words for a dot after which "de" is a word as well."""

SPACED = (" . ", "[.", "[ .", "(.", "( .", "{.", "<.", "*.", "_.", "~.", "|.")
"""A dot is hidden only in texts with one of these words or signs."""

NUMBERED = re.compile(
    r"wa\.me/\+?\d|(?:api\.|web\.)?whatsapp\.com/send|signal\.me/#p/|t\.me/\+\d{7,15}(?![a-z0-9_-])"
    r"|(?:zalo\.me|viber\.click|imo\.im)/\+?\d{7}"
)
"""The address of a number."""

TAIL = ".,;:!?)]}'*\"-"
"""Signs that end a sentence, not an address."""
