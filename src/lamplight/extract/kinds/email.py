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
_OPEN, _CLOSE = r"\s{0,3}[\[({<*_~|-]{1,3}\s{0,3}", r"\s{0,3}[\])}>*_~|-]{1,3}\s{0,3}"
_ATS = "at|arroba|chez|arobase|chiocciola|klammeraffe|apestaart|sobaka"
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
    rf"([a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,20}})?)({_DOT})({TLD})(?![a-z0-9-])"
)
_PROVIDERS = "gmail|yahoo|hotmail|outlook|icloud|protonmail|proton|aol"
_SHORT = re.compile(
    rf"(?<![a-z0-9._+-])([a-z0-9][a-z0-9._]{{3,30}}){_AT}(gmail|icloud)(?!\s?[a-z0-9.-])"
)
_AT_WORDS = frozenset({"a", *_ATS.split("|")})
_DOT_WORDS = frozenset(_DOTS.replace("d0t", "d").split("|")) | frozenset(_PROVIDERS.split("|"))
_SIGNS = {**dict.fromkeys(_DOTS.split("|"), "."), "underscore": "_"}


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Plain ones, then disguised ones in what is left."""
    lower, words = reading.lower, reading.words
    if "@" not in lower and (words.isdisjoint(_AT_WORDS) or words.isdisjoint(_DOT_WORDS)):
        return
    spans = []
    for plain in _PLAIN.finditer(lower):
        spans.append(plain.span())
        yield Found("email", plain.group(), *plain.span(), 0.99)
    lower = reading.without(spans).lower if spans else lower
    for hidden in _DISGUISED.finditer(lower):
        if _meant(hidden):
            spans.append(hidden.span())
            value = f"{_written(hidden[1])}@{_written(hidden[3])}.{hidden[5]}"
            sure = 0.9 if hidden[2].strip().isalpha() is False else 0.7
            yield Found("email", value, *hidden.span(), sure, frozenset({"words for signs"}))
    lower = reading.without(spans).lower if spans else lower
    for short in _SHORT.finditer(lower):
        value = f"{short[1]}@{short[2]}.com"
        yield Found("email", value, *short.span(), 0.7, frozenset({"words for signs"}))


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
