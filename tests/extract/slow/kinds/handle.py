"""The slow twin of native/extract/kinds/handle.cpp."""

import re
from collections.abc import Iterator

from lamplight.extract.kinds.handle import (
    AFTER_SIGN,
    ALONE,
    ALONE_AFTER,
    ALONE_BEFORE,
    ANOTHER,
    AT,
    BETWEEN,
    BOTH,
    CALLED_SO,
    COMMON,
    EMOJI,
    ENDED,
    FAR,
    FOLLOW,
    GATE,
    GATES,
    GHOST,
    JOINED,
    LEADS_TO,
    LED,
    LEFT,
    LONG_NAME,
    NAMED,
    NEGATED,
    NO_NAMES,
    NO_WORDS,
    ON,
    ONE,
    OTHERS,
    PROFILE,
    RARE,
    SAID,
    SAME,
    SHORTEST_ALONE,
    SHOUTED,
    SIGNED_SO,
    SPELT,
    USER,
    VAGUE,
    WEAK,
)
from lamplight.extract.labels import LABELS
from lamplight.extract.name_parts import CALLED
from lamplight.extract.places import Places
from lamplight.extract.plain_words import PLAIN_WORDS
from lamplight.extract.platforms import BY_WORD, EVERYDAY, HOSTS
from lamplight.extract.profiles import HOST_SIGNS, HOST_WORDS, SPELT_HOSTS, SPELT_PROFILE
from lamplight.extract.reading import BLANK, SYMBOL
from lamplight.extract.said_names import HINT_WORDS, SAID_ANY, TOGETHER
from lamplight.extract.signs import SIGN_WORDS, SIGNS
from tests.extract.slow.cyrillic import WORD
from tests.extract.slow.found import Found
from tests.extract.slow.names import is_compound, is_dotted, is_made_up, odd, plausible
from tests.extract.slow.platforms import undisguised
from tests.extract.slow.reading import Reading
from tests.extract.slow.told_names import (
    is_capitalised,
    is_told_dotted,
    is_wordy,
    mail_names,
    names_told,
    shape_of,
)


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Profiles, then names beside a platform, then bare @names in what is left."""
    hosts = not HOST_WORDS.isdisjoint(reading.words)
    profiles = list(_spelt_profiles(reading.lower)) if hosts else []
    profiles += _profiles(reading.lower) if "/" in reading.lower else []
    yield from profiles
    spans = [one.taken for one in profiles if one.taken]
    plain = reading.without(spans).lower if spans else reading.lower
    lower = undisguised(plain, reading.words)
    disguised = lower != plain
    taken: list[tuple[int, int]] = []
    drawn: set[tuple[int, int]] = set()
    if not GATE.isdisjoint(reading.words) or any(map(lower.__contains__, GATES)) or disguised:
        for found in _beside(lower, reading):
            taken.append((found.start, found.end))
            yield found
    if any(map(reading.text.__contains__, EMOJI)):
        for found in _after_emoji(lower, reading):
            span = found.start, found.end
            if span in drawn or not _overlaps(found, taken):
                taken.append(span)
                drawn.add(span)
                yield found
    for found in _said(reading.without([*spans, *taken]).lower):
        taken.append((found.start, found.end))
        yield found
    if "@" in lower:
        yield from _bare(reading.without([*spans, *taken]))


def _spelt_profiles(lower: str) -> Iterator[Found]:
    tricks = frozenset({"words for signs"})
    for profile in SPELT_PROFILE.finditer(lower):
        hidden = re.search("[^a-z./]", lower[profile.start() : profile.start(3)])
        host = HOST_SIGNS.sub("", profile[1] or profile[2])
        if hidden and host in SPELT_HOSTS and profile[4] not in NO_NAMES:
            start = profile.start(3 if profile[3] == "@" else 4)
            value = f"{SPELT_HOSTS[host]}:{profile[4]}"
            yield Found("handle", value, start, profile.end(4), 0.98, tricks, profile.span())


def _profiles(lower: str) -> Iterator[Found]:
    for profile in PROFILE.finditer(lower):
        if profile[3] not in NO_NAMES:
            value = f"{HOSTS[profile[1]]}:{profile[3]}"
            start = profile.start(2 if profile[2] == "@" else 3)
            yield Found("handle", value, start, profile.end(3), 0.98, taken=profile.span())


def _beside(lower: str, reading: Reading) -> Iterator[Found]:
    """ "ig: rose_vip", then "rose_vip on ig" where neither is taken."""
    names: list[tuple[int, int]] = []
    at = 0
    while platform := PLATFORM.search(lower, at):
        start = platform.start()
        named, far = NAMED.match(lower, start), FAR.match(lower, start)
        at = named.end(1) if named else start + 1
        if told := _together(lower, start, reading):
            at = told[-1].end
            names.append((start, at))
            yield from told
            continue
        near = named and (
            _is_name(named)
            or _is_among_foreign(reading, named)
            or _is_behind_disguise(reading, named)
            or _is_shouted(reading, named)
            or _is_described(reading, named)
        )
        name = named if near else far if far and _is_far(far) else None
        if name and not _is_russian(reading, name):
            found = list(_named(name, name.start(4) - (name[3][:1] == "@") * len(name[3])))
            found, at = _with_same(lower, name.end(), found)
            names.append((name.start(), at))
            yield from found
    used = [*names]
    for span, found in _on(lower, names, reading):
        yield from found
        used.append(span)
    for start, end in used:
        lower = lower[:start] + BLANK * (end - start) + lower[end:]
    yield from names_told(lower, reading, _platforms)
    yield from mail_names(lower, reading, _platforms)


def _on(
    lower: str, names: list[tuple[int, int]], reading: Reading
) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """ "rose_vip on ig": where both stand, and what is found."""
    for on in ON.finditer(lower):
        start, end, name_ = on.start(1), on.end(2), _spelt_out(on[2])
        stop = end if on["sign"] is None else on.end()
        if any(begin < stop and start < last for begin, last in names) or not plausible(name_):
            continue
        drawn = "on" if on["sign"] is None else on["sign"].strip()
        if not drawn and on[1] != "@":
            continue
        spelt = name_ != on[2]
        sure = _is_spelt(on[2], name_) if spelt else _is_sure(name_, drawn)
        sure = sure or (on["sign"] is None and not spelt and is_told_dotted(name_))
        if on[1] or sure or (drawn == "on" and not spelt and _is_led(on, reading)):
            tricks = frozenset({"words for signs"} if spelt else ())
            found = [
                Found("handle", f"{platform}:{name_}", start + (on[1] == "$"), end, 0.9, tricks)
                for platform in _platforms(on[5])
            ]
            found, at = _with_same(lower, on.end(), found)
            yield (start, at), found


def _is_sure(name: str, drawn: str) -> bool:
    return (is_made_up(name) and (drawn not in (":", "=") or "_" in name)) or is_dotted(name)


def _is_spelt(written: str, name: str) -> bool:
    """ "ten underscore tiny": none of its pieces is a word that people say there."""
    whole = re.fullmatch(r"[a-z0-9_.-]+", name) and len(name) >= LONG_NAME
    return bool(whole) and NO_WORDS.isdisjoint(written.split(" "))


def _together(lower: str, start: int, reading: Reading) -> list[Found]:
    """ "insta: velvet finch (all one word)"."""
    told = None if HINT_WORDS.isdisjoint(reading.words) else TOGETHER.match(lower, start)
    if not told:
        return []
    pieces = re.split(r"\s", told[2])
    if any(piece in NO_WORDS | BETWEEN | SIGN_WORDS for piece in pieces):
        return []
    name = ("_" if told[4] else "." if told[5] else "").join(pieces)
    if not plausible(name) or len(name) < LONG_NAME:
        return []
    tricks = frozenset({"spaced out"})
    return [
        Found("handle", f"{platform}:{name}", *told.span(2), 0.97, tricks)
        for platform in _platforms(told[1])
    ]


PLATFORM = re.compile(rf"(?<![a-z0-9@._-]){ONE}")


def _with_same(lower: str, end: int, found: list[Found]) -> tuple[list[Found], int]:
    """With the other platforms that are said to know that name, and where that ends."""
    same = SAME.match(lower, end) if found else None
    if not same:
        return found, end
    values = {one.value for one in found}
    name = found[0].value.split(":", 1)[1]
    more = [f"{platform}:{name}" for platform in _platforms(same[1] or same[2])]
    others = [found[0]._replace(value=value) for value in more if value not in values]
    return [*found, *others], same.end()


def _is_far(far: re.Match[str]) -> bool:
    """What is surely a name, and no word between says that it is something else's."""
    name, between = far[4], far[2]
    if not plausible(name) or _is_negated(far) or _is_anothers(far):
        return False
    sure = far[3] or (is_made_up(name) and "_" in name)
    led = " -" in between or LEADS_TO.search(between) or any(c in between for c in ":=>~|\x01")
    if not sure and not (led and (is_made_up(name) or is_dotted(name))):
        return False
    words = set(re.findall("[a-z]+", between))
    return words.isdisjoint(BY_WORD) and words.isdisjoint(LABELS) and words.isdisjoint(OTHERS)


def _in_quotes(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1] == text[end] and text[end] in "'\"*"


def _is_led(on: re.Match[str], reading: Reading) -> bool:
    """ "I am lilyoflake on Snapchat", "lilyoflake is my Snapchat", "'lilyoflake' on Snapchat"."""
    if len(on[2]) < SHORTEST_ALONE or on[2] in COMMON | PLAIN_WORDS or is_wordy(on[2]):
        return False
    if _in_quotes(on.string, *on.span(2)):
        return True
    if len(on[2]) < LONG_NAME or on[2] in CALLED or is_capitalised(reading, *on.span(2)):
        return False
    if on["own"] and ALONE_BEFORE.match(on.string, on.end()):
        return True
    return LED.search(on.string, max(0, on.start() - 16), on.start()) is not None


def _platforms(named: str) -> Iterator[str]:
    """Of "insta and snap" both."""
    whole = re.sub("[ -]", "", named)
    words = [named] if whole in BY_WORD else JOINED.split(named)  # "s/c"
    platforms = (BY_WORD.get(re.sub("[ -]", "", word)) for word in words)
    yield from dict.fromkeys(filter(None, platforms))


def _after_emoji(lower: str, reading: Reading) -> Iterator[Found]:
    """What follows the sign of one platform."""
    for sign in re.finditer(SYMBOL, lower):
        begin, end = reading.span(*sign.span())
        emoji = reading.text[begin:end]
        name = AFTER_SIGN.match(lower, sign.end()) if emoji in EMOJI else None
        if not name or not plausible(name[2]):
            continue
        if emoji == GHOST or ":" in lower[sign.start() : name.start(1)]:
            alone = odd(name[2]) or _stands_alone(lower, name[2], name.end())
        else:
            alone = _is_sign_alone(lower, sign.start(), name)
        if name[1] or "_" in name[2] or alone:
            value = f"{EMOJI[emoji]}:{name[2]}"
            yield Found("handle", value, name.start(1), name.end(2), 0.85)


def _is_sign_alone(lower: str, at: int, name: re.Match[str]) -> bool:
    """ "📸 wrenandstone" on a line of its own."""
    before = re.search(r"[ \x01]{0,25}$", lower[:at])
    first = not before or before.start() == 0 or lower[before.start() - 1] == "\n"
    if not first or not ALONE_BEFORE.match(lower, name.end()):
        return False
    sure = is_made_up(name[2]) or is_dotted(name[2])
    return sure and (not re.search("[0-9]", name[2]) or len(name[2]) >= 8)


def _stands_alone(lower: str, name: str, end: int) -> bool:
    return len(name) >= LONG_NAME and name not in COMMON and bool(ALONE_BEFORE.match(lower, end))


def _overlaps(found: Found, taken: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in taken)


def _said(lower: str) -> Iterator[Found]:
    """ "my handle is amber_rest", "amber_rest everywhere"."""
    for said in SAID_ANY.finditer(lower):
        name = next(at for at in (2, 4, 6, 8, 10) if said[at])
        same = name == 2 and shape_of(lower, said[2], said.end(2))
        led = name in (4, 10) or same
        sure = same or is_made_up(said[name]) or (led and is_dotted(said[name]))
        if plausible(said[name]) and sure:
            yield Found("handle", f"any:{said[name]}", said.start(name - 1), said.end(name), 0.9)


def _bare(reading: Reading) -> Iterator[Found]:
    for at in AT.finditer(reading.lower):
        if at[1] in BY_WORD:
            continue
        if plausible(at[1]) and (at.end() - at.start() == len(at[1]) + 1 or odd(at[1])):
            yield Found("handle", f"any:{at[1]}", *at.span(), 0.9)


def _named(named: re.Match[str], start: int) -> Iterator[Found]:
    name, tricks = _written(named), frozenset[str]()
    if named.re is NAMED and named["apart"]:
        tricks = frozenset({"spaced out"})
    elif name != named[4]:
        tricks = frozenset({"words for signs"})
    sure = 0.97 if named[3] or named[2].strip(" ") else 0.8
    hosted = "com" in named[2] and named[2].strip().endswith("/")
    for platform in _platforms(named[1]):
        taken = named.span() if hosted else None
        yield Found("handle", f"{platform}:{name}", start, named.end(4), sure, tricks, taken=taken)


def _written(named: re.Match[str]) -> str:
    if named.re is FAR:
        return named[4]
    if named["apart"]:
        return named[4].replace(named["apart"], "")
    return _spelt_out(named[4])


def _spelt_out(written: str) -> str:
    return SPELT.sub(lambda spelt: _sign(spelt[1]), written)


def _sign(word: str | None) -> str:
    return SIGNS.get(" ".join(word.split()), ".") if word else ""


def _is_name(named: re.Match[str]) -> bool:
    name = _written(named)
    if not plausible(name):
        return False
    if "@" in named[3] or re.match(r"\s?[(\[{]", named[3]):
        return True
    if JOINED.search(named[1]) and named[1] not in BY_WORD and BOTH.fullmatch(named[2]):
        return _is_long(named) and bool(ALONE_BEFORE.match(named.string, named.end(4)))
    if ANOTHER.fullmatch(named[2]) and _is_anothers(named):
        return False
    if WEAK.search(named[2]):
        if _is_anothers(named):
            return False
        ended = ENDED.search(named[2]) and "_" not in name
        last = ALONE_BEFORE.match(named.string, named.end(4))
        return (is_made_up(name) or is_dotted(name)) and bool(last or not ended)
    spelt = name != named[4] and re.fullmatch("[a-z0-9_.-]+", name) is not None
    return odd(name) or spelt or is_compound(name) or _may_be_word(named)


def _is_anothers(named: re.Match[str]) -> bool:
    """ "(rose_vip on insta), lily_vip on snap": each platform behind its name."""
    start = named.start()
    left = LEFT.search(named.string, max(0, start - 16), start)
    return bool(left and ON.match(named.string, named.start(4)))


def _is_among_foreign(reading: Reading, named: re.Match[str]) -> bool:
    """ "в Instagram hazelhands": a word in Latin letters among others."""
    name = named[4]
    if len(name) < SHORTEST_ALONE or not re.fullmatch("[a-z]+", name) or name in COMMON:
        return False
    start, end = reading.span(*named.span(4))
    first, last = reading.span(*named.span(1))
    near = reading.text[max(0, first - 8) : last]
    foreign = re.search("[\u0370-\u1fff\u2e80-\ud7ff]", near)
    return reading.text[start:end].isascii() and bool(foreign) and not _is_negated(named)


def _may_be_word(named: re.Match[str]) -> bool:
    """A word that is a name by what stands around it."""
    if named[4] in COMMON | PLAIN_WORDS or _is_negated(named):
        return False
    if _rare(named):
        return True
    if named[1] in EVERYDAY:
        return len(named[4]) >= LONG_NAME and bool(USER.search(named[2]))
    if named[3].strip() or _is_alone(named) or _is_quoted(named) or _is_followed(named):
        return True
    if not SAID.search(named[2]) or VAGUE.search(named[2]):
        return False
    ended = ALONE_BEFORE.match(named.string, named.end(4))
    return bool(SIGNED_SO.search(named[2]) or ended)


def _is_behind_disguise(reading: Reading, named: re.Match[str]) -> bool:
    """ "sn4p kimmyk": who hides a platform's name says a name after it."""
    hidden = reading.lower[named.start(1) : named.end(1)] != named[1]
    return hidden and not named[2].strip(" ") and _is_long(named) and not _is_negated(named)


def _is_described(reading: Reading, named: re.Match[str]) -> bool:
    """ "insta n de Navarra, o de Oviedo, a de Avila"."""
    if not reading.described or WEAK.search(named[2]):
        return False
    said = reading.described[named.start(4)] and plausible(named[4])
    return said and named[4] not in COMMON and not _is_negated(named)


def _is_shouted(reading: Reading, named: re.Match[str]) -> bool:
    """ "OF: kimmyk"."""
    shouted = SHOUTED.match(reading.plain, named.start())
    if named[1] not in EVERYDAY or not shouted or not _is_long(named):
        return False
    return bool(ALONE_BEFORE.match(named.string, named.end(4)))


def _is_long(named: re.Match[str]) -> bool:
    return len(named[4]) >= LONG_NAME and plausible(named[4]) and named[4] not in COMMON


def _is_negated(named: re.Match[str]) -> bool:
    start = named.start()
    return NEGATED.search(named.string, max(0, start - 11), start) is not None


def _is_quoted(named: re.Match[str]) -> bool:
    """ "insta 'kimmyk'"."""
    return len(named[4]) >= SHORTEST_ALONE and _in_quotes(named.string, *named.span(4))


def _is_followed(named: re.Match[str]) -> bool:
    """ "Follow me on insta kimmyk"."""
    if len(named[4]) < LONG_NAME or not ALONE_BEFORE.match(named.string, named.end(4)):
        return False
    start = named.start()
    return bool(
        FOLLOW.search(named.string, max(0, start - 40), start) or CALLED_SO.search(named[2])
    )


def _is_alone(named: re.Match[str]) -> bool:
    """ "Snap kimmyk or text": a platform and a word, and nothing else is said."""
    if len(named[4]) < SHORTEST_ALONE or named[2].strip(" "):
        return False
    if "/" in named[1] or BY_WORD.get(re.sub("[ -]", "", named[1])) not in ALONE:
        return False  # several of them are none
    start, lower = named.start(), named.string
    before = ALONE_AFTER.search(lower, max(0, start - 8), start) if start else True
    return bool(before and ALONE_BEFORE.match(lower, named.end()))


def _is_russian(reading: Reading, named: re.Match[str]) -> bool:
    """A Cyrillic word stands there, not a name in Latin letters."""
    start = named.start(4)
    end = start + len(re.split(r"[\s(\[]", named[4], maxsplit=1)[0])
    begin, stop = reading.span(start, end)
    beyond = re.match("[\u0400-\u04ff]{2}", reading.text[stop - 1 : stop + 1])
    if stop > begin and beyond:  # goes on beyond it
        return True
    return not reading.text.isascii() and bool(WORD.search(reading.text, begin, stop))


def _rare(named: re.Match[str]) -> bool:
    """ "wickr rosevip": a platform's name that no sentence is about, and no short word after it."""
    return named[1] in RARE and len(named[4]) >= LONG_NAME
