"""E-mail addresses, also with "at" and "dot" in words or brackets: native/extract/kinds/email.cpp.

Reading -> Emails::find -> Found("email", "rose@mail.example")

Plain addresses follow RFC 5321's dot-string as it is used in practice. Limit: quoted local parts
and addresses of bare hosts are not read.
"""

import re

from lamplight.extract.hosts import TLD

RANK = 10

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
PLAIN = re.compile(
    rf"(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{{0,63}}@(?:{_LABEL}\.){{1,5}}[a-z]{{2,24}}"
    r"(?![a-z0-9-]|\.[a-z0-9])"
)
_OPEN, _CLOSE = (rf"\s{{0,3}}[{ends}*_~|=/'\"-]{{1,3}}\s{{0,3}}" for ends in (r"\[({<", r"\])}>"))
_ATS = "at|arroba|chez|arobase|chiocciola|klammeraffe|apestaart|sobaka|arond|a\\srond"
_AT = (
    rf"(?:{_OPEN}(?:{_ATS}|a|@){_CLOSE}|\s{{1,3}}(?:{_ATS})\s{{1,3}}"
    r"|\s{0,2}@\s{0,2})"
)
_DOTS = "dot|d0t|punto|punkt|point|ponto|punct|towka"
_DOT = rf"(?:{_OPEN}(?:{_DOTS}|\.){_CLOSE}|\s{{1,3}}(?:{_DOTS})\s{{1,3}}|\s?\.\s?)"
_WORD = r"[a-z0-9][a-z0-9_+-]{0,40}"
_IN_WORDS = rf"(?:\.|\s(?:{_DOTS}|underscore)\s|\s?[\[(](?:dot|\.)[\])]\s?)"
DISGUISED = re.compile(
    rf"(?<![a-z0-9._+-])({_WORD}(?:{_IN_WORDS}{_WORD}){{0,3}})({_AT})"
    rf"((?:(?:g|hot)\smail|[a-z0-9-]{{2,40}})(?:{_DOT}[a-z0-9-]{{2,20}})?)({_DOT})({TLD})(?![a-z0-9-])"
)
PROVIDERS = ("gmail", "yahoo", "hotmail", "outlook", "icloud", "protonmail", "proton", "aol")
SHORT = re.compile(
    rf"(?<![a-z0-9._+-])([a-z0-9][a-z0-9._]{{3,30}})({_AT})({'|'.join(PROVIDERS)})(?!\s?[a-z0-9.-])"
)
"""An address of a provider whose ending goes without saying."""

APART = re.compile(r"(?<!\S)(?:[a-z0-9._+-]\s){2,}@(?:\s[a-z0-9.-](?!\S))+")
BRACKETED = re.compile(rf"{_OPEN}(?:{_ATS}|a|@){_CLOSE}[a-z0-9]")
OPENED = (
    *(opened + first for opened in ("(", "[", "{", "<", "( ", "[ ") for first in "acks"),
    *(opened + "at" for opened in "*_~|=/'\"-"),
)
AT_WORDS = frozenset({"a", "rond", *_ATS.split("|")})
DOT_WORDS = frozenset({*_DOTS.replace("d0t", "d").split("|"), *PROVIDERS})
"""An address is in disguise only in texts with an "at" beside a dot in words, or in brackets."""

NO_WORDS = frozenset({"gmail", "icloud", "hotmail", "protonmail"})
"""Providers that no sentence is about."""

SIGNS = {**dict.fromkeys(_DOTS.split("|"), "."), "underscore": "_"}
