"""Names on platforms: after a platform's name, behind an @, or in a profile's address.

Reading -> find -> Found("handle", "instagram:rose_vip")

Limit: a bare name after a platform's bare name ("snap rose") is read only if it looks like no word.
"""

import re
from collections.abc import Iterator

from lamplight.extract.cyrillic import WORD
from lamplight.extract.found import Found
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading

RANK = 30

PLATFORMS = {
    "instagram": "instagram insta ig insta-gram i.g inst",
    "snapchat": "snapchat snap sc snapcht",
    "telegram": "telegram tg tele telegrm telegramm tlgrm telega",
    "twitter": "twitter twtr",
    "x": "x.com",
    "tiktok": "tiktok tik-tok tt",
    "kik": "kik",
    "facebook": "facebook fb",
    "messenger": "messenger",
    "onlyfans": "onlyfans only-fans",
    "fansly": "fansly",
    "whatsapp": "whatsapp",
    "wechat": "wechat weixin we-chat",
    "line": "line-id lineid",
    "skype": "skype",
    "signal": "signal",
    "discord": "discord",
    "viber": "viber",
    "wickr": "wickr",
    "session": "session-id",
    "threema": "threema",
    "kakaotalk": "kakaotalk kakao",
    "cashapp": "cashapp cash-app",
    "venmo": "venmo",
    "paypal": "paypal",
    "zelle": "zelle",
    "reddit": "reddit",
    "threads": "threads",
    "youtube": "youtube",
    "linktree": "linktree",
    "teams": "teams",
}
"""Platform -> the names it goes by in text, "-" for an optional space or hyphen."""

_HOSTS = {
    "instagram.com": "instagram", "instagr.am": "instagram", "t.me": "telegram",
    "telegram.me": "telegram", "snapchat.com/add": "snapchat", "snapchat.com/t": "snapchat",
    "twitter.com": "twitter", "x.com": "x", "tiktok.com": "tiktok", "kik.me": "kik",
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "m.me": "messenger",
    "onlyfans.com": "onlyfans", "fansly.com": "fansly", "cash.app": "cashapp",
    "venmo.com": "venmo", "venmo.com/u": "venmo", "paypal.me": "paypal", "reddit.com/u": "reddit",
    "reddit.com/user": "reddit", "threads.net": "threads", "threads.com": "threads",
    "youtube.com": "youtube", "linktr.ee": "linktree", "line.me/ti/p": "line",
    "bsky.app/profile": "bluesky", "telegram.dog": "telegram", "twitch.tv": "twitch",
}  # fmt: skip
_NO_NAMES = frozenset(
    [
        "p",
        "s",
        "c",
        "explore",
        "reel",
        "reels",
        "share",
        "joinchat",
        "addstickers",
        "add",
        "stories",
        "tv",
        "u",
        "user",
        "r",
        "watch",
        "channel",
        "home",
        "i",
        "intent",
        "search",
        "hashtag",
        "login",
        "profile.php",
        "groups",
        "pages",
        "status",
    ]
)
_NAME = r"[a-z0-9_](?:[a-z0-9_.-]{0,30}[a-z0-9_])?"
_BY_WORD = {
    word.replace("-", ""): platform
    for platform, words in PLATFORMS.items()
    for word in words.split()
}
_WORDS = "|".join(
    sorted(
        (
            re.escape(w).replace(r"\-", "[ -]?")
            for words in PLATFORMS.values()
            for w in words.split()
        ),
        key=lambda word: (-len(word), word),
    )
)
_PROFILE = re.compile(
    "(?<![a-z0-9@.-])(?:https?://)?(?:www\\.|m\\.)?("
    + "|".join(re.escape(host) for host in sorted(_HOSTS, key=lambda h: (-len(h), h)))
    + rf")/[@$~]?({_NAME})"
)
_NAMED = re.compile(
    rf"(?<![a-z0-9@._-])((?:{_WORDS})(?:\s?(?:/|&|\+|,|and|or)\s?(?:{_WORDS}))*)"
    r"((?:\s(?:me|is|id|handle|name|user(?:name)?|acct|account|at|on|as|add|us|under|my|too)\b)*"
    r"\s?[:=>(\[\-\x01~|]{0,4}\s?(?:is\s)?)"
    rf"([@$]?\s?)({_NAME}(?:\s(?:underscore|dot)\s{_NAME})?)"
)
_AT = re.compile(rf"(?<![a-z0-9@._/\x7f-])@\s?({_NAME})(?!@)")
_NO_WORDS = frozenset(
    [
        "me",
        "us",
        "my",
        "id",
        "is",
        "at",
        "on",
        "as",
        "the",
        "and",
        "or",
        "for",
        "in",
        "to",
        "only",
        "available",
        "video",
        "call",
        "calls",
        "text",
        "message",
        "add",
        "now",
        "here",
        "please",
        "chat",
        "too",
        "also",
        "name",
        "user",
        "username",
        "handle",
        "account",
        "if",
        "you",
        "with",
        "by",
        "no",
        "yes",
        "it",
        "your",
        "follow",
        "noon",
        "home",
        "work",
        "night",
        "midnight",
        "any",
        "all",
        "time",
        "anytime",
        "hotel",
        "place",
        "least",
        "most",
        "door",
        "once",
    ]
)
_RARE = frozenset({"wickr", "threema"})
_LONG_NAME = 6
_MEASURE = re.compile(r"\d{1,4}(?:am|pm|a|p|hr|hrs|h|min|mins|usd|k|st|nd|rd|th|x\d+|%)?")


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Profiles, then names after a platform, then bare @names in what is left."""
    profiles = list(_profiles(reading.lower)) if "/" in reading.lower else []
    yield from profiles
    lower = reading.without(one.taken for one in profiles if one.taken).lower
    taken: list[tuple[int, int]] = []
    for named in _NAMED.finditer(lower):
        if _is_name(named) and not _is_russian(reading, named):
            start = named.start(4) - (named[3][:1] == "@") * len(named[3])
            taken.append((start, named.end(4)))
            yield from _named(named, start)
    if "@" in lower:
        yield from _bare(reading.without([*(one.taken or (0, 0) for one in profiles), *taken]))


def _profiles(lower: str) -> Iterator[Found]:
    for profile in _PROFILE.finditer(lower):
        if profile[2] not in _NO_NAMES:
            value = f"{_HOSTS[profile[1]]}:{profile[2]}"
            yield Found("handle", value, *profile.span(2), 0.98, taken=profile.span())


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
    for word in re.split(r"\s?(?:/|&|\+|,|\band\b|\bor\b)\s?", named[1]):
        platform = _BY_WORD.get(re.sub("[ -]", "", word))
        if platform:
            yield Found("handle", f"{platform}:{name}", start, named.end(4), sure, tricks)


def _is_name(named: re.Match[str]) -> bool:
    name, linked = (
        named[4],
        named[3].strip() or re.search(r"[:=>\x01~|-]|is\s|handle|name", named[2]),
    )
    if not _plausible(name):
        return False
    return bool(linked) or _odd(name) or " " in name or _rare(named)


def _is_russian(reading: Reading, named: re.Match[str]) -> bool:
    """A Cyrillic word stands there, not a name in Latin letters."""
    return not reading.text.isascii() and bool(
        WORD.search(reading.text, *reading.span(*named.span(4)))
    )


def _rare(named: re.Match[str]) -> bool:
    """ "wickr rosevip": a platform's name that no sentence is about, and no short word after it."""
    return named[1] in _RARE and len(named[4]) >= _LONG_NAME


def _odd(name: str) -> bool:
    """No word of any language: a digit, a sign or an underscore in it."""
    return any(c in "_.0123456789" for c in name)


def _plausible(name: str) -> bool:
    return (
        len(name) > 2
        and name not in _NO_WORDS
        and not name.replace(".", "").replace("-", "").isdigit()
        and not _MEASURE.fullmatch(name)
    )
