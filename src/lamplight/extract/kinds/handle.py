"""Names on platforms: beside a platform's name, behind an @, or in a profile's address.

Reading -> find -> Found("handle", "instagram:rose_vip")

Limit: a bare name beside a platform's bare name ("snap rose") is read only if it looks like no
word.
"""

import re
from collections.abc import Iterator

from lamplight.extract.cyrillic import WORD
from lamplight.extract.found import Found
from lamplight.extract.number_words import words
from lamplight.extract.places import Places
from lamplight.extract.platforms import BY_WORD, EVERYDAY, HOSTS, LED_ON, PLATFORMS, undisguised
from lamplight.extract.reading import SYMBOL, Reading

RANK = 30

_NO_NAMES_TEXT = """
p s c explore reel reels share joinchat addstickers add stories tv u user r watch channel home i
intent search hashtag login profile.php groups pages status people events marketplace about help web
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""What follows a platform's host and is no profile."""

_NAME = r"[a-z0-9_](?:[a-z0-9_.-]{0,30}[a-z0-9_])?"
_SPELLINGS = [word for names in PLATFORMS.values() for word in names.split()]
_WORDS = "|".join(
    [
        *(
            re.escape(word).replace(r"\-", "[ -]?")
            for word in sorted(_SPELLINGS, key=lambda word: (-len(word), word))
        ),
        *(word for word in EVERYDAY if word not in LED_ON),
        rf"(?:{'|'.join(LED_ON)})(?=\s?(?:[:=@]|(?:id|user|handle|name)\b))",
    ]
)
_GATE = (frozenset(word.split("-")[-1] for word in _SPELLINGS) | frozenset(EVERYDAY)) - {"id", "of"}
_GATES = ("i.g", "x.com", "of:", "of :", "of=", "of =", "of@", "of @")
"""A platform is named only in texts with one of these words or signs."""

_PROFILE = re.compile(
    "(?<![a-z0-9@.-])(?:https?://)?(?:www\\.|m\\.)?(?:("
    + "|".join(re.escape(host) for host in sorted(HOSTS, key=lambda h: (-len(h), h)))
    + rf")(?:(?<=[a-z])/|(?<==)))[@$~]?({_NAME})"
)
_FILLER = (
    "me|is|id|handle|name|user(?:name)?|acct|account|at|on|as|add|us|under|my|too|here|nick(?:name)?"
    "|i'?m|usuario|pseudo|es|e|est|ist|heisst|c'est|este"
)
_ONE_OR_MORE = rf"(?:{_WORDS})(?:\s?(?:/|&|\+|,|and|or)\s?(?:{_WORDS}))*"
_NAMED = re.compile(
    rf"(?<![a-z0-9@._-])({_ONE_OR_MORE})"
    rf"((?:'s)?(?:\s(?:{_FILLER})\b)*(?:\s?[:;=>(\[\-\x01~|/#]){{0,4}}\s?(?:is\s)?)"
    rf"(/?u/|[@$]?\s?)({_NAME}(?:\s(?:underscore|dot)\s{_NAME})?)"
)
_ON = re.compile(
    rf"(?<![a-z0-9@._$/-])([@$]?)({_NAME})"
    r"(?:\s(?:on|en|auf|sur|su|no|na|at|via|in|bei|pe)\s(?:my\s|the\s)?|\s?[(\[-]\s?)"
    rf"({_ONE_OR_MORE})(?![a-z0-9_.-]|\s?[:=@])"
)
_AT = re.compile(rf"(?<![a-z0-9@._/\x7f-])@\s?({_NAME})(?!@)")
_GHOST = "\N{GHOST}"
_AFTER_SIGN = re.compile(rf"[\s\x01:=>-]{{1,6}}(@?)({_NAME})")
_NO_WORDS_TEXT = """
me us my id is at on as the and or for in to only available video call calls text message add now
here please chat too also name user username handle account if you with by no yes it your follow
noon home work night midnight any all time anytime hotel place least most door once
model models stories influencer profile follower followers channel private messages messaging
videos pictures photos premium contact number numbers group groups verified friends before online
first dating always welcome preferred nothing content posts collab because between reviews ladies
"""
_NO_WORDS = frozenset(_NO_WORDS_TEXT.split())
_RARE = frozenset({"wickr", "threema", "ig", "kik", "tg"})
_LONG_NAME = 6
_MEASURE = re.compile(r"\d{1,4}(?:am|pm|a|p|hr|hrs|h|min|mins|usd|k|st|nd|rd|th|x\d+|%)?")
_MADE_UP = re.compile(r"[a-z][a-z0-9.-]*_[a-z0-9_.-]*|([a-z][a-z.-]{2,})\d{1,6}")
_NUMBER_WORDS = frozenset(words())


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Profiles, then names beside a platform, then bare @names in what is left."""
    profiles = list(_profiles(reading.lower)) if "/" in reading.lower else []
    yield from profiles
    spans = [one.taken for one in profiles if one.taken]
    plain = reading.without(spans).lower if spans else reading.lower
    lower = undisguised(plain, reading.words)
    disguised = lower != plain
    taken: list[tuple[int, int]] = []
    if not _GATE.isdisjoint(reading.words) or any(map(lower.__contains__, _GATES)) or disguised:
        for found in _beside(lower, reading):
            taken.append((found.start, found.end))
            yield found
    if _GHOST in reading.text:
        for found in _after_ghosts(lower, reading):
            if not _overlaps(found, taken):
                taken.append((found.start, found.end))
                yield found
    if "@" in lower:
        yield from _bare(reading.without([*spans, *taken]))


def _profiles(lower: str) -> Iterator[Found]:
    for profile in _PROFILE.finditer(lower):
        if profile[2] not in _NO_NAMES:
            value = f"{HOSTS[profile[1]]}:{profile[2]}"
            yield Found("handle", value, *profile.span(2), 0.98, taken=profile.span())


def _beside(lower: str, reading: Reading) -> Iterator[Found]:
    """ "ig: rose_vip", then "rose_vip on ig" where neither is taken."""
    taken: list[tuple[int, int]] = []
    at = 0
    while named := _NAMED.search(lower, at):
        at = named.end(1)
        if _is_name(named) and not _is_russian(reading, named.span(4)):
            at = named.end()
            start = named.start(4) - (named[3][:1] == "@") * len(named[3])
            taken.append((named.start(), at))
            yield from _named(named, start)
    for on in _ON.finditer(lower):
        start, end, name = on.start(1), on.end(2), on[2]
        free = not any(begin < end and start < stop for begin, stop in taken)
        if free and _plausible(name) and (on[1] or _is_made_up(name)):
            for platform in _platforms(on[3]):
                yield Found("handle", f"{platform}:{name}", start + (on[1] == "$"), end, 0.9)


def _platforms(named: str) -> Iterator[str]:
    """Of "insta and snap" both."""
    for word in re.split(r"\s?(?:/|&|\+|,|\band\b|\bor\b)\s?", named):
        if platform := BY_WORD.get(re.sub("[ -]", "", word)):
            yield platform


def _after_ghosts(lower: str, reading: Reading) -> Iterator[Found]:
    """What follows the sign of one platform."""
    for sign in re.finditer(SYMBOL, lower):
        begin, end = reading.span(*sign.span())
        name = _AFTER_SIGN.match(lower, sign.end()) if reading.text[begin:end] == _GHOST else None
        if name and _plausible(name[2]) and (name[1] or _odd(name[2])):
            yield Found("handle", f"snapchat:{name[2]}", name.start(1), name.end(2), 0.85)


def _overlaps(found: Found, taken: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in taken)


def _bare(reading: Reading) -> Iterator[Found]:
    for at in _AT.finditer(reading.lower):
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
    return bool(sign or re.search(r"[:=>\x01~|-]|is\s|handle|name", named[2]))


def _is_russian(reading: Reading, span: tuple[int, int]) -> bool:
    """A Cyrillic word stands there, not a name in Latin letters."""
    return not reading.text.isascii() and bool(WORD.search(reading.text, *reading.span(*span)))


def _rare(named: re.Match[str]) -> bool:
    """ "wickr rosevip": a platform's name that no sentence is about, and no short word after it."""
    return named[1] in _RARE and len(named[4]) >= _LONG_NAME


def _odd(name: str) -> bool:
    """No word of any language: a digit, a sign or an underscore in it."""
    return any(c in "_.0123456789" for c in name)


def _is_made_up(name: str) -> bool:
    """Surely a name: an underscore in it, or letters that are no number word before digits."""
    made_up = _MADE_UP.fullmatch(name)
    return made_up is not None and made_up[1] not in _NUMBER_WORDS


def _plausible(name: str) -> bool:
    return (
        len(name) > 2
        and name not in _NO_WORDS
        and not name.replace(".", "").replace("-", "").isdigit()
        and not _MEASURE.fullmatch(name)
    )
