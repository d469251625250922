"""The slow twin of native/extract/kinds/email.cpp."""

import re
from collections.abc import Iterator
from string import ascii_lowercase

from lamplight.extract.kinds.email import (
    APART,
    APART_DOT,
    AT_HOST,
    AT_SIGNS,
    AT_WORDS,
    BRACKETED,
    CUE,
    CUES,
    DISGUISED,
    DOT_WORDS,
    GLUED,
    LEAST_APART,
    NO_HOSTS,
    NO_LOCALS,
    NO_WORDS,
    PLAIN,
    PROSE,
    PROVIDERS,
    RUN_ON,
    SHORT,
    SPELT,
    SPELT_WITHIN,
    SURE_ATS,
    WEAK,
    WRITE,
)
from lamplight.extract.places import Places
from lamplight.extract.signs import SIGNS
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading

_TRICKS = frozenset({"words for signs"})
_SINGLE = frozenset(ascii_lowercase)
_AT_INSIDE = re.compile("[a-z0-9]AT[a-z0-9]|[A-Z0-9]at[A-Z0-9]")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Plain ones, then each kind of disguise in what is left."""
    words = reading.words
    glued = "dot" in reading.lower or _AT_INSIDE.search(reading.plain) is not None
    drawn = any(map(reading.text.__contains__, AT_SIGNS))
    if not glued and not drawn and "@" not in reading.lower and not _may_be_hidden(reading):
        return
    spans: list[tuple[int, int]] = []
    for way in (_plain, _apart, _glued, _run_on, _disguised, _short):
        if way is _apart and len(words & _SINGLE) < LEAST_APART:
            continue
        left = reading.without(spans) if spans else reading
        for found in way(left):
            spans.append((found.start, found.end))
            yield found


def _plain(reading: Reading) -> Iterator[Found]:
    for plain in PLAIN.finditer(reading.lower):
        yield Found("email", plain.group(), *plain.span(), 0.99)


def _apart(reading: Reading) -> Iterator[Found]:
    for apart in APART.finditer(reading.lower):
        local = apart[1].replace(apart["near"], "") if apart["near"] else apart[1]
        if apart["far"]:
            host = APART_DOT.sub(".", apart[4]).replace(apart["far"], "")
        elif apart["near"]:
            host = _written(apart[6], SPELT)
        else:
            continue
        value = f"{local}@{''.join(host.split())}"
        if PLAIN.fullmatch(value):
            yield Found("email", value, *apart.span(), 0.9, frozenset({"spaced out"}))


def _glued(reading: Reading) -> Iterator[Found]:
    for glued in GLUED.finditer(reading.plain):
        at, dot = ("AT", "DOT") if "AT" in glued[0] else ("at", "dot")
        local, host = glued[0].split(at, 1)
        value = f"{local}@{host}".replace(dot, ".").lower()
        yield Found("email", value, *glued.span(), 0.7, frozenset({"glued", "words for signs"}))


def _run_on(reading: Reading) -> Iterator[Found]:
    for one in RUN_ON.finditer(reading.lower):
        value = f"{one[1]}@{one[2] or one[3]}.{one[4]}"
        yield Found("email", value, *one.span(), 0.7, frozenset({"glued", "words for signs"}))


def _disguised(reading: Reading) -> Iterator[Found]:
    at = 0
    while hidden := DISGUISED.search(reading.lower, at):
        drawn = hidden[2].strip() in ("a", "\x01")
        at = hidden.start() + 1 if drawn and not _is_sign(hidden, reading) else hidden.end()
        if _is_drawn(hidden, reading) if drawn else _meant(hidden):
            spelt = SPELT_WITHIN if hidden[2][0] in "_-" else SPELT
            local = _written(hidden[1], spelt).strip("_-" if spelt is SPELT_WITHIN else "")
            value = f"{local}@{_written(hidden[3], spelt)}.{hidden[5]}"
            sure = 0.7 if _in_words(hidden[2]) else 0.9
            yield Found("email", value, *hidden.span(), sure, _TRICKS)


def _is_drawn(hidden: re.Match[str], reading: Reading) -> bool:
    """ "rose ✉ mail.example"."""
    if not _is_sign(hidden, reading) or hidden[1] in NO_LOCALS:
        return False
    return hidden[4] == "." or any(c.isalpha() for c in hidden[4])


def _is_sign(hidden: re.Match[str], reading: Reading) -> bool:
    at = hidden.start(2) + len(hidden[2]) - len(hidden[2].lstrip())
    begin, end = reading.span(at, at + 1)
    return reading.text[begin:end] in AT_SIGNS


def _short(reading: Reading) -> Iterator[Found]:
    for short in SHORT.finditer(reading.lower):
        local, at, provider, ending = short.groups()
        if local in NO_LOCALS or (_in_words(at) and not ending and provider not in NO_WORDS):
            continue
        yield Found("email", f"{local}@{provider}.com", *short.span(), 0.7, _TRICKS)


def _may_be_hidden(reading: Reading) -> bool:
    """An "at" in words beside a dot in words, a word for e-mail, or in brackets."""
    words = reading.words
    if words.isdisjoint(AT_WORDS):
        return False
    if not words.isdisjoint(DOT_WORDS | SURE_ATS | CUES):
        return True
    return bool(BRACKETED.search(reading.lower) or AT_HOST.search(reading.lower))


def _in_words(at: str) -> bool:
    return at.strip(WEAK)[:1].isalpha()


def _meant(hidden: re.Match[str]) -> bool:
    """ "Meet me at the bar. It" is none: a bare "at" wants a dot in words or a known provider."""
    local, at, host, dot, ending = hidden.groups()
    if local in NO_LOCALS:
        return False
    spelt = any(c.isalpha() or c in "()[]{}<>" for c in dot)
    if not spelt and dot.strip() != ".":
        return "@" in at and dot.strip() == dot and ending not in PROSE
    if not _in_words(at):
        return spelt or not (dot[-1].isspace() and ending in PROSE)
    if host in NO_HOSTS:
        return False
    if spelt:
        return True
    if not SURE_ATS.isdisjoint(at.split()):
        return not (dot[-1].isspace() and ending in PROSE)
    start = hidden.start()
    cued = any(cue.search(hidden.string, max(0, start - 40), start) for cue in (CUE, WRITE))
    odd = any(c in "._0123456789" for c in local)
    return dot == "." and (host in PROVIDERS or cued or odd)


def _written(disguised: str, spelt: re.Pattern[str]) -> str:
    plain = spelt.sub(_sign, disguised)
    return re.sub(r"\.+", ".", re.sub(r"[^a-z0-9._+-]", "", plain))


def _sign(spelt: re.Match[str]) -> str:
    return SIGNS.get(" ".join((spelt[1] or "").split()), ".")
