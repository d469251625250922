"""The slow twin of native/extract/kinds/handle.cpp."""

import re
from collections.abc import Iterator

from lamplight.extract.kinds.handle import (
    AFTER_SIGN,
    AT,
    GATE,
    GATES,
    GHOST,
    JOINED,
    LONG_NAME,
    MADE_UP,
    MEASURE,
    NAMED,
    NO_NAMES,
    NO_WORDS,
    NUMBER_WORDS,
    ON,
    PROFILE,
    RARE,
    SAID,
)
from lamplight.extract.places import Places
from lamplight.extract.platforms import BY_WORD, EVERYDAY, HOSTS
from lamplight.extract.reading import SYMBOL
from tests.extract.slow.cyrillic import WORD
from tests.extract.slow.found import Found
from tests.extract.slow.platforms import undisguised
from tests.extract.slow.reading import Reading


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Profiles, then names beside a platform, then bare @names in what is left."""
    profiles = list(_profiles(reading.lower)) if "/" in reading.lower else []
    yield from profiles
    spans = [one.taken for one in profiles if one.taken]
    plain = reading.without(spans).lower if spans else reading.lower
    lower = undisguised(plain, reading.words)
    disguised = lower != plain
    taken: list[tuple[int, int]] = []
    if not GATE.isdisjoint(reading.words) or any(map(lower.__contains__, GATES)) or disguised:
        for found in _beside(lower, reading):
            taken.append((found.start, found.end))
            yield found
    if GHOST in reading.text:
        for found in _after_ghosts(lower, reading):
            if not _overlaps(found, taken):
                taken.append((found.start, found.end))
                yield found
    if "@" in lower:
        yield from _bare(reading.without([*spans, *taken]))


def _profiles(lower: str) -> Iterator[Found]:
    for profile in PROFILE.finditer(lower):
        if profile[2] not in NO_NAMES:
            value = f"{HOSTS[profile[1]]}:{profile[2]}"
            yield Found("handle", value, *profile.span(2), 0.98, taken=profile.span())


def _beside(lower: str, reading: Reading) -> Iterator[Found]:
    """ "ig: rose_vip", then "rose_vip on ig" where neither is taken."""
    taken: list[tuple[int, int]] = []
    at = 0
    while named := NAMED.search(lower, at):
        at = named.end(1)
        if _is_name(named) and not _is_russian(reading, named.span(4)):
            at = named.end()
            start = named.start(4) - (named[3][:1] == "@") * len(named[3])
            taken.append((named.start(), at))
            yield from _named(named, start)
    for on in ON.finditer(lower):
        start, end, name = on.start(1), on.end(2), on[2]
        free = not any(begin < end and start < stop for begin, stop in taken)
        if free and _plausible(name) and (on[1] or _is_made_up(name)):
            for platform in _platforms(on[3]):
                yield Found("handle", f"{platform}:{name}", start + (on[1] == "$"), end, 0.9)


def _platforms(named: str) -> Iterator[str]:
    """Of "insta and snap" both."""
    for word in JOINED.split(named):
        if platform := BY_WORD.get(re.sub("[ -]", "", word)):
            yield platform


def _after_ghosts(lower: str, reading: Reading) -> Iterator[Found]:
    """What follows the sign of one platform."""
    for sign in re.finditer(SYMBOL, lower):
        begin, end = reading.span(*sign.span())
        name = AFTER_SIGN.match(lower, sign.end()) if reading.text[begin:end] == GHOST else None
        if name and _plausible(name[2]) and (name[1] or _odd(name[2])):
            yield Found("handle", f"snapchat:{name[2]}", name.start(1), name.end(2), 0.85)


def _overlaps(found: Found, taken: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in taken)


def _bare(reading: Reading) -> Iterator[Found]:
    for at in AT.finditer(reading.lower):
        if _plausible(at[1]) and (at.end() - at.start() == len(at[1]) + 1 or _odd(at[1])):
            yield Found("handle", f"any:{at[1]}", *at.span(), 0.9)


def _named(named: re.Match[str], start: int) -> Iterator[Found]:
    name, tricks = named[4], frozenset[str]()
    if " " in name:
        tricks = frozenset({"words for signs"})
        name = re.sub(r"\sunderscore\s", "_", re.sub(r"\sdot\s", ".", name))
    sure = 0.97 if named[3] or named[2].strip(" ") else 0.8
    for platform in _platforms(named[1]):
        yield Found("handle", f"{platform}:{name}", start, named.end(4), sure, tricks)


def _is_name(named: re.Match[str]) -> bool:
    name, sign = named[4], named[3].strip()
    if not _plausible(name):
        return False
    if sign == "@" or _odd(name) or " " in name or _rare(named):
        return True
    if named[1] in EVERYDAY:
        return False
    return bool(sign or SAID.search(named[2]))


def _is_russian(reading: Reading, span: tuple[int, int]) -> bool:
    """A Cyrillic word stands there, not a name in Latin letters."""
    return not reading.text.isascii() and bool(WORD.search(reading.text, *reading.span(*span)))


def _rare(named: re.Match[str]) -> bool:
    """ "wickr rosevip": a platform's name that no sentence is about, and no short word after it."""
    return named[1] in RARE and len(named[4]) >= LONG_NAME


def _odd(name: str) -> bool:
    """No word of any language: a digit, a sign or an underscore in it."""
    return any(c in "_.0123456789" for c in name)


def _is_made_up(name: str) -> bool:
    """Surely a name: an underscore in it, or letters that are no number word before digits."""
    made_up = MADE_UP.fullmatch(name)
    return made_up is not None and made_up[1] not in NUMBER_WORDS


def _plausible(name: str) -> bool:
    return (
        len(name) > 2
        and name not in NO_WORDS
        and not name.replace(".", "").replace("-", "").isdigit()
        and not MEASURE.fullmatch(name)
    )
