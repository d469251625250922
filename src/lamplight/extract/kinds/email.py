"""E-mail addresses, also with "at" and "dot" in words or brackets.

Reading -> find -> Found("email", "rose@mail.example")

Plain addresses follow RFC 5321's dot-string as it is used in practice. Limit: quoted local parts
and addresses of bare hosts are not read.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.hosts import TLD
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading

RANK = 10

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = re.compile(
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
_DISGUISED = re.compile(
    rf"(?<![a-z0-9._+-])({_WORD}(?:{_IN_WORDS}{_WORD}){{0,3}})({_AT})"
    rf"((?:(?:g|hot)\smail|[a-z0-9-]{{2,40}})(?:{_DOT}[a-z0-9-]{{2,20}})?)({_DOT})({TLD})(?![a-z0-9-])"
)
_PROVIDERS = "gmail|yahoo|hotmail|outlook|icloud|protonmail|proton|aol"
_SHORT = re.compile(
    rf"(?<![a-z0-9._+-])([a-z0-9][a-z0-9._]{{3,30}})({_AT})({_PROVIDERS})(?!\s?[a-z0-9.-])"
)
_APART = re.compile(r"(?<!\S)(?:[a-z0-9._+-]\s){2,}@(?:\s[a-z0-9.-](?!\S))+")
_BRACKETED = re.compile(rf"{_OPEN}(?:{_ATS}|a|@){_CLOSE}[a-z0-9]")
_OPENED = [opened + first for opened in ("(", "[", "{", "<", "( ", "[ ") for first in "acks"]
_OPENED += [opened + "at" for opened in "*_~|=/'\"-"]
_AT_WORDS = frozenset({"a", "rond", *_ATS.split("|")})
_DOT_WORDS = frozenset(_DOTS.replace("d0t", "d").split("|")) | frozenset(_PROVIDERS.split("|"))
_NO_WORD = frozenset({"gmail", "icloud", "hotmail", "protonmail"})
_TRICKS = frozenset({"words for signs"})
_SIGNS = {**dict.fromkeys(_DOTS.split("|"), "."), "underscore": "_"}


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
    for plain in _PLAIN.finditer(lower) if "@" in lower else ():
        yield Found("email", plain.group(), *plain.span(), 0.99)


def _apart(lower: str) -> Iterator[Found]:
    for apart in _APART.finditer(lower) if "@ " in lower else ():
        value = apart.group().replace(" ", "")
        if _PLAIN.fullmatch(value):
            yield Found("email", value, *apart.span(), 0.9, frozenset({"spaced out"}))


def _disguised(lower: str) -> Iterator[Found]:
    for hidden in _DISGUISED.finditer(lower):
        if _meant(hidden):
            value = f"{_written(hidden[1])}@{_written(hidden[3])}.{hidden[5]}"
            sure = 0.9 if hidden[2].strip().isalpha() is False else 0.7
            yield Found("email", value, *hidden.span(), sure, _TRICKS)


def _short(lower: str) -> Iterator[Found]:
    for short in _SHORT.finditer(lower):
        if not short[2].strip().isalpha() or short[3] in _NO_WORD:
            value = f"{short[1]}@{short[3]}.com"
            yield Found("email", value, *short.span(), 0.7, _TRICKS)


def _may_be_hidden(lower: str, words: frozenset[str]) -> bool:
    """An "at" in words beside a dot in words, or in brackets."""
    if words.isdisjoint(_AT_WORDS):
        return False
    if not words.isdisjoint(_DOT_WORDS):
        return True
    return any(map(lower.__contains__, _OPENED)) and _BRACKETED.search(lower) is not None


def _meant(hidden: re.Match[str]) -> bool:
    """ "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider."""
    at, dot = hidden[2].strip(), hidden[4].strip()
    if at.isalpha():
        return dot != "." or (hidden[4] == "." and re.fullmatch(_PROVIDERS, hidden[3]) is not None)
    return not (at == "@" and hidden[4] in (". ", " . ") and not hidden[2].startswith(" "))


def _written(disguised: str) -> str:
    words = re.findall(r"[a-z0-9_+-]+|\.", disguised)
    if len(words) > 1:
        words = [_SIGNS.get(word, word) for word in words]
    return re.sub(r"\.+", ".", "".join(words))
