"""Platforms' names as people write them, plainly or in disguise, and the addresses of profiles.

text in small letters -> Platforms::undisguised, in native/extract/platforms.cpp -> the same length,
"1nsta" and "i n s t a" as "insta", "innnsta" too

Limit: only the names of HIDDEN are looked for in disguise; a short one such as "ig" is not.
"""

import re
from itertools import combinations

PLATFORMS = {
    "instagram": "instagram insta ig insta-gram in-sta-gram in-stagram"
    " i.g i.g. inst igram instagrame inste instu instada instadan instagramie instaqram lnsta"
    " i/g lnstagram instta iinsta instag instagr ins-ta in-sta insty insto instka"
    " instaya instoi instik nstgrm instgrm"
    " instgram instagrama instagrami instagramot instagrams instaju instce instcie i-g ig.",
    "snapchat": "snapchat snap sc s/c s.c s.c. snap-chat snapy snappy snapp"
    " snp snaap snapchap snpcht snpchat"
    " snapcht snp snapka snapa snepchat schnapchat snepcat",
    "telegram": "telegram tg tele tele-gram tlgrm telega telege telegrame telegramme tgram tlg"
    " teleg telegran tel-egram te-legram te-le-gram t-gram tgk tlgm tgrm telegrama"
    " telegrami telegramot t.g t.g. t/g",
    "twitter": "twitter twtr tw twttr twiter twitr tvitter tviter tvvitter x.com",
    "tiktok": "tiktok tik-tok tt tic-toc tic-tok tiktoc tktk tik-tak",
    "kik": "kik",
    "facebook": "facebook fb f.b f.b. f/b fcbk fbk fbook fejs fejsbuk feisbuk feisbuke facbook feis"
    " feisbook faceb",
    "messenger": "messenger fb-messenger msgr",
    "onlyfans": "onlyfans only-fans o.f. o/f onlyf onlyfs nlyfns onlik",
    "fansly": "fansly",
    "whatsapp": "whatsapp",
    "wechat": "wechat weixin we-chat vxin wx vx wei-xin",
    "line": "line-id lineid",
    "skype": "skype skp skaip skaipe skaipu skajp skajpe",
    "discord": "discord dscrd diskord",
    "viber": "viber vaiber vaibere vaiberu",
    "wickr": "wickr",
    "session": "session-id",
    "threema": "threema",
    "kakaotalk": "kakaotalk kakao",
    "cashapp": "cashapp cash-app cashtag",
    "venmo": "venmo",
    "paypal": "paypal",
    "zelle": "zelle",
    "reddit": "reddit",
    "youtube": "youtube yt",
    "linktree": "linktree",
    "vk": "vk vkontakte",
    "bluesky": "bluesky bsky blue-sky",
    "twitch": "twitch",
    "tumblr": "tumblr",
    "zangi": "zangi",
    "zalo": "zalo",
    "qq": "qq",
    "pinterest": "pinterest",
    "linkedin": "linkedin",
    "patreon": "patreon",
}
"""Platform -> the names it goes by in text, "-" for an optional space or hyphen."""

_OFTEN_MISSPELT = (
    "instagram", "snapchat", "telegram", "onlyfans", "whatsapp", "facebook", "twitter", "tiktok",
)  # fmt: skip

_ENDS = (
    "ul", "ului", "om", "da", "de", "ta", "te", "dan", "den", "tan", "ten", "im", "um", "u",
    "ie", "on", "en",
)  # fmt: skip
"""Romanian, Slavic, Turkish and Hungarian, glued to a name: "instagramda"."""


def _misspelt(word: str) -> set[str]:
    """A letter left out, doubled, or two of them turned round, or an end; the first stays."""
    at = range(1, len(word))
    return (
        {word + end for end in _ENDS}
        | {word[:i] + word[i + 1 :] for i in at}
        | {word[: i + 1] + word[i:] for i in (0, *at)}
        | {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in at[:-1]}
    ) - {word}


for _word in _OFTEN_MISSPELT:
    _known = PLATFORMS[_word].split()
    PLATFORMS[_word] = " ".join([*_known, *sorted(_misspelt(_word) - set(_known))])

EVERYDAY = {
    "signal": "signal",
    "threads": "threads",
    "teams": "teams",
    "of": "onlyfans",
    "line": "line",
    "session": "session",
    "x": "twitter",
    "face": "facebook",
    "gram": "instagram",
}
"""Names that are words as well: what follows them must look like no word."""

LED_ON = ("of", "line", "session", "x")
"""Of these, names that mean a platform only before a sign or "id"."""

HOSTS = {
    "instagram.com": "instagram", "instagr.am": "instagram", "ig.me/m": "instagram",
    "insta.com": "instagram",
    "t.me": "telegram", "t.me/s": "telegram", "telegram.me": "telegram", "telegram.dog": "telegram",
    "tg://resolve?domain=": "telegram", "instagram://user?username=": "instagram",
    "snapchat.com/add": "snapchat", "snapchat.com/t": "snapchat", "snapchat://add": "snapchat",
    "snapchat.com": "snapchat", "facebook.com/profile.php?id=": "facebook",
    "twitter.com": "twitter", "x.com": "twitter", "tiktok.com": "tiktok", "kik.me": "kik",
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "m.me": "facebook",
    "onlyfans.com": "onlyfans", "fansly.com": "fansly", "cash.app": "cashapp",
    "venmo.com": "venmo", "venmo.com/u": "venmo", "paypal.me": "paypal", "reddit.com/u": "reddit",
    "reddit.com/user": "reddit", "threads.net": "threads", "threads.com": "threads",
    "paypal.com/paypalme": "paypal", "linkedin.com/in": "linkedin", "pinterest.com": "pinterest",
    "tumblr.com": "tumblr", "patreon.com": "patreon", "youtube.com/c": "youtube",
    "youtube.com/user": "youtube", "youtube.com": "youtube",
    "line.me/ti/p": "line", "bsky.app/profile": "bluesky", "twitch.tv": "twitch", "vk.com": "vk",
}  # fmt: skip
"""Where profiles are -> platform; a name follows, after a slash where the key ends in a letter."""

BY_WORD = {
    word.replace("-", ""): platform
    for platform, words in PLATFORMS.items()
    for word in words.split()
} | EVERYDAY
"""Each name, without signs between -> platform."""

_TAILS = (
    "name", "seite", "profil", "profile", "konto", "kanal", "account", "acc", "acct", "page", "id",
    "user", "handle", "channel", "nick", "username",
)  # fmt: skip
TAILS = "|".join(sorted(_TAILS, key=lambda tail: (-len(tail), tail)))
"""Pattern of what is glued to a platform's name where one is meant on it: "Instaname"."""

_BASES_TEXT = """
instagram insta telegram tele tg facebook fb snapchat snap tiktok twitter skype discord kik onlyfans
ig
"""
COMPOUNDS = {base + tail: BY_WORD[base] for base in _BASES_TEXT.split() for tail in _TAILS}
BY_WORD |= COMPOUNDS

NAMES = tuple(sorted({*BY_WORD.values(), *HOSTS.values()}))
"""Every platform."""

HIDDEN = (
    "instagram", "insta", "snapchat", "snap", "telegram", "twitter", "tiktok", "onlyfans",
    "whatsapp", "wechat", "kik", "facebook", "signal", "viber", "discord", "venmo",
    "threads", "wickr", "skype",
)  # fmt: skip
"""Names that are looked for in disguise."""

_DRAWN = {
    "a": "[a4@]", "e": "[e3]", "g": "[g69q]", "i": "[i1!l|]", "l": "[l1|i]", "o": "[o0]",
    "s": "[s5$z]", "t": "[t7+]",
}  # fmt: skip


_APART = " ._*/\x01-"
_CUT = {
    "telegram": 4,
    "instagram": 5,
    "snapchat": 4,
    "tiktok": 3,
    "onlyfans": 4,
    "whatsapp": 5,
    "facebook": 4,
}
"""After how many letters a name of two words may be cut in two."""


def _ways(word: str) -> str:
    """Its letters drawn otherwise or held down, or apart by one sign."""
    drawn = "".join(
        f"[ ._\x01-]?{_DRAWN.get(letter, letter)}{{1,9}}"
        if at == _CUT.get(word)
        else f"{_DRAWN.get(letter, letter)}{{1,9}}"
        for at, letter in enumerate(word)
    )
    return f"(?P<{word}>{drawn}|{'(?P=apart)'.join(word)})"


DISGUISED = re.compile(
    rf"(?<![a-z0-9@._/-])(?:(?=[a-z](?P<apart>[{_APART}]{{1,2}}))|)"
    rf"(?:{'|'.join(map(_ways, HIDDEN))})(?![a-z0-9@]|[.][a-z])"
)
"""What stands between a name's letters, then a group for each of HIDDEN: the place of the name."""


def _beginnings(word: str) -> set[str]:
    first, second = (_DRAWN.get(letter, letter).strip("[]") for letter in word[:2])
    after = {*first, *second}
    return {one + two for one in first for two in after} | {word[0] + sign for sign in _APART}


BEGINNINGS = frozenset().union(*map(_beginnings, HIDDEN))
"""The two characters with which a name in disguise may begin."""


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


_COMMON_TEXT = "in on a i s t m l d chat what only hat app ad hr sign no mo"
_COMMON = frozenset(_COMMON_TEXT.split())
LEFT = (frozenset().union(*map(_fragments, HIDDEN)) - _COMMON) | {"snap", "tik", "whats", "tele"}
RARE = frozenset("nkgrcw")
"""A name in disguise leaves one of LEFT as a word, or letters alone: one of RARE and another."""
