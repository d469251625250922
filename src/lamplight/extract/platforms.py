"""Platforms' names as people write them, plainly or in disguise, and the addresses of profiles.

text in small letters -> undisguised -> the same length, "1nsta" and "i n s t a" as "insta"

Limit: only the names of HIDDEN are looked for in disguise; a short one such as "ig" is not.
"""

import re
from itertools import combinations
from string import ascii_lowercase

PLATFORMS = {
    "instagram": "instagram insta ig insta-gram i.g inst",
    "snapchat": "snapchat snap sc snapcht snapp",
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
    "youtube": "youtube",
    "linktree": "linktree",
    "vk": "vk vkontakte",
    "bluesky": "bluesky bsky",
    "twitch": "twitch",
    "tumblr": "tumblr",
    "zangi": "zangi",
    "zalo": "zalo",
    "qq": "qq",
}
"""Platform -> the names it goes by in text, "-" for an optional space or hyphen."""

EVERYDAY = {
    "signal": "signal",
    "threads": "threads",
    "teams": "teams",
    "of": "onlyfans",
    "line": "line",
    "session": "session",
}
"""Names that are words as well: what follows them must look like no word."""

LED_ON = ("of", "line", "session")
"""Of these, names that mean a platform only before a sign or "id"."""

HOSTS = {
    "instagram.com": "instagram", "instagr.am": "instagram", "ig.me/m": "instagram",
    "t.me": "telegram", "telegram.me": "telegram", "telegram.dog": "telegram",
    "tg://resolve?domain=": "telegram", "instagram://user?username=": "instagram",
    "snapchat.com/add": "snapchat", "snapchat.com/t": "snapchat", "snapchat://add": "snapchat",
    "twitter.com": "twitter", "x.com": "x", "tiktok.com": "tiktok", "kik.me": "kik",
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "m.me": "messenger",
    "onlyfans.com": "onlyfans", "fansly.com": "fansly", "cash.app": "cashapp",
    "venmo.com": "venmo", "venmo.com/u": "venmo", "paypal.me": "paypal", "reddit.com/u": "reddit",
    "reddit.com/user": "reddit", "threads.net": "threads", "threads.com": "threads",
    "youtube.com": "youtube", "linktr.ee": "linktree", "line.me/ti/p": "line",
    "bsky.app/profile": "bluesky", "twitch.tv": "twitch", "vk.com": "vk",
}  # fmt: skip
"""Where profiles are -> platform; a name follows, after a slash where the key ends in a letter."""

BY_WORD = {
    word.replace("-", ""): platform
    for platform, words in PLATFORMS.items()
    for word in words.split()
} | EVERYDAY
"""Each name, without signs between -> platform."""

NAMES = tuple(sorted({*BY_WORD.values(), *HOSTS.values()}))
"""Every platform."""

HIDDEN = "instagram insta snapchat snap telegram twitter tiktok onlyfans whatsapp wechat kik"
_DRAWN = {
    "a": "[a4@]", "e": "[e3]", "g": "[g69]", "i": "[i1!l|]", "l": "[l1|]", "o": "[o0]",
    "s": "[s5$z]", "t": "[t7+]",
}  # fmt: skip


def _ways(word: str) -> str:
    """Its letters drawn otherwise, or apart by one sign."""
    drawn = "".join(_DRAWN.get(letter, letter) for letter in word)
    apart = rf"(?P<s_{word}>[ ._*-]{{1,2}})".join([word[0], rf"(?P=s_{word})".join(word[1:])])
    return f"(?P<{word}>{drawn}|{apart})"


_HIDDEN = re.compile(
    f"(?<![a-z0-9@._/-])(?:{'|'.join(map(_ways, HIDDEN.split()))})(?![a-z0-9@]|[.][a-z])"
)


def _fragments(word: str) -> set[str]:
    """What is left of a name whose letters were drawn, a piece for each way: the longest."""
    drawn = [at for at, letter in enumerate(word) if letter in _DRAWN]
    left = set()
    for count in range(1, len(drawn) + 1):
        for hidden in combinations(drawn, count):
            seen = "".join(" " if at in hidden else letter for at, letter in enumerate(word))
            pieces = sorted(seen.split(), key=lambda piece: (piece not in _COMMON, len(piece)))
            left |= set(pieces[-1:])
    return left


_COMMON = frozenset({"in", "on", "a", "i", "s", "t", "m", "chat", "what", "only", "hat", "app"})
_LEFT = frozenset().union(*map(_fragments, HIDDEN.split())) - _COMMON
_SINGLE = frozenset(ascii_lowercase)
_RARE = frozenset("nkgrcw")
"""One of them is in every name, and alone in few texts."""


def undisguised(lower: str, words: frozenset[str]) -> str:
    """The same length; a name that was drawn or written apart stands at the end of its place.

    words: the rows of letters in lower, to pass over most texts quickly.
    """
    if words.isdisjoint(_LEFT) and (words.isdisjoint(_RARE) or len(words & _SINGLE) < 2):
        return lower
    return _HIDDEN.sub(_plainly, lower)


def _plainly(hidden: re.Match[str]) -> str:
    word = next(word for word in HIDDEN.split() if hidden[word] is not None)
    return word.rjust(hidden.end() - hidden.start())
