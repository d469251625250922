"""Names on platforms: beside a platform's name, behind an @, or in a profile's address.

Reading -> Handles::find -> Found("handle", "instagram:rose_vip"): native/extract/kinds/handle.cpp

A name that looks like no word ("rose_vip", "lily64") needs a platform beside it; one that might
be a word needs a sign or a word such as "name" between, or to stand alone with its platform.
Limit: which words people say after a platform's name ("telegram only") is a list.
"""

import re

from lamplight.extract.common_words import COMMON_WORDS
from lamplight.extract.number_words import words
from lamplight.extract.platforms import EVERYDAY, HOSTS, LED_ON, PLATFORMS
from lamplight.extract.signs import DOTS, SIGNED

RANK = 30

_NO_NAMES_TEXT = """
p s c explore reel reels share joinchat addstickers add stories tv u user r watch channel home i
intent search hashtag login profile.php groups pages status people events marketplace about help
web pin pins tagged discover lens spotlight post posts jobs company video videos photo photo.php
sharer sharer.php story.php reels hashtags settings legal terms privacy download
"""
NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""What follows a platform's host and is no profile."""

_NAME = r"[a-z0-9_](?:[a-z0-9_.-]{0,30}[a-z0-9_])?"
SPELLINGS = tuple(word for names in PLATFORMS.values() for word in names.split())
_WORDS = "|".join(
    [
        *(
            re.escape(word).replace(r"\-", "[ -]?")
            for word in sorted(SPELLINGS, key=lambda word: (-len(word), word))
        ),
        *(word for word in EVERYDAY if word not in LED_ON),
        rf"(?:{'|'.join(LED_ON[:-1])})(?=\s?(?:[:=@]|(?:id|user|handle|name)\b))",
        r"x(?=\s?[:=])",
    ]
)
GATE = (frozenset(word.split("-")[-1] for word in SPELLINGS) | frozenset(EVERYDAY)) - {
    "id",
    "of",
    "x",
}
GATES = (
    "x:",
    "x :",
    "x=",
    "x =",
    "i.g",
    "f.b",
    "x.com",
    "of:",
    "of :",
    "of=",
    "of =",
    "of@",
    "of @",
)
"""A platform is named only in texts with one of these words or signs."""

PROFILE = re.compile(
    "(?<![a-z0-9@.-])(?:https?://)?(?:(?:www|m|mobile|web|old|new|np|vm|story|[a-z]{2}(?:-[a-z]{2})?)\\.)?(?:("
    + "|".join(re.escape(host) for host in sorted(HOSTS, key=lambda h: (-len(h), h)))
    + rf")(?:(?<=[a-z])/|(?<==)))[@$~]?({_NAME})"
)
_CALLED = (
    "handle|name[ds]?|user(?:name)?s?|nick(?:name)?|called|alias|usuario|utilizador|pseudo|nom|nombre|heisst"
    "|nome|nume|benutzer(?:name)?|utente|nik|come|como|comme|heisse|heet|chiamo|chamo|llamo|appelle"
    "|under|unter|is|es|est|ist|este|jest|arroba|arobase|chiocciola|klammeraffe|sobaka|malpa"
)
_FILLER = (
    f"{_CALLED}|me|id|acct?|account|at|on|as|add|us|my|too|here|im|i'?m|i|am|e|c'est|cest"
    "|soy|estoy|sono|mi|sou|sunt|ca|suis|je|m'appelle|bin|ich|mich|als|meu|mea|mon|mein|mio|moi"
    "|arr?oba[sz]?|arr?obase|chiocciola|klammeraffe|apenstaartje|sobaka|malpa|arond"
    "|jako|ik|ben|compte|cuenta|conta|konto|cont|contul|profil|perfil|profilo|profile|channel"
)
_ONE = rf"(?:{_WORDS})(?![a-z0-9_])"
_ONE_OR_MORE = rf"{_ONE}(?:\s?(?:/|&|\+|,|and|or)\s?{_ONE})*"
JOINED = re.compile(r"\s?(?:/|&|\+|,|\band\b|\bor\b)\s?")
"""What stands between the platforms of one name."""

_SIGNS = r"[:;=>(\[\-\x01~|/#\"'*,)\]]|\.{2,3}"
_SPELT = rf"\s(?:{SIGNED})\s|\s?[(\[](?:{SIGNED})[)\]]\s?|\s_\s"
_APART = r"[a-z0-9](?P<apart>[ *-])[a-z0-9_.](?:(?P=apart)[a-z0-9_.](?![a-z0-9])){1,24}"
_HOSTED = rf"\s?[(\[]?\s?(?:\.|{DOTS})\s?[)\]]?\s?com\s?/"
NAMED = re.compile(
    rf"(?<![a-z0-9@._-])({_ONE_OR_MORE})"
    rf"((?:{_HOSTED})?(?:'s|-ul)?(?:\s?(?:{_SIGNS})|\s(?:{_FILLER})\b|(?<=[,:(-])(?:{_FILLER})\b){{0,8}}\s?)"
    rf"(/?u/|[@$]?\s?)({_APART}(?![a-z0-9_])|{_NAME}(?:(?:{_SPELT}){_NAME}){{0,4}})"
)
SPELT = re.compile(rf"[\s(\[]+({SIGNED})[\s)\]]+|\s")
SAID = re.compile(rf"com\s?/|[:=>\x01~|]|\s-|-\s|\b(?:{_CALLED})\s")
"""One of them between a platform and a word says that the word is a name."""

NEGATED = re.compile(
    r"\b(?:without|never|not|sin|sans|pas\sd[e']|ohne|kein(?:e|en)?|senza|niente|fara|sem|bez|zonder"
    r"|geen|nicht(?:\sauf)?)\s?$"
)
"""Before a platform: no word after it is a name there."""

WEAK = re.compile(r"[,)\].](?!\s?com\s?/)")
"""After one of them only what looks like no word is a name."""

ALONE_AFTER = re.compile(r"(?:^|[\n.!?,;:|/(\x01-]\s{0,3}|\b(?:my|mi|mon|mein|meu|mio|add|or)\s)$")
ALONE_BEFORE = re.compile(r"\s?(?:$|[\n.,;!?)|/\x01]|(?:or|and|o|ou|oder|und|y|et)\s)")
"""Between them a platform and a word have nothing else to say."""

_ALONE_TEXT = """
instagram snapchat telegram tiktok twitter kik onlyfans fansly wickr threema discord
"""
ALONE = frozenset(_ALONE_TEXT.split())
"""Platforms that are named so."""

SHORTEST_ALONE = 5

_BEFORE, _IS = "on|en|auf|sur|su|no|na|at|via|in|bei|pe|op|b|v", "is|es|est|ist|e"
_OWN = "my|the|mi|mon|mein|meu"
ON = re.compile(
    rf"(?<![a-z0-9@._$/-])([@$]?)({_NAME})"
    rf"(?:\s(?:{_BEFORE})\s(?:(?:{_OWN})\s)?|\s(?:{_IS})\s(?:{_OWN})\s|(\s?[(\[\-,/|>@\x01]\s?))\s{{0,24}}"
    rf"({_ONE_OR_MORE})(?![a-z0-9_.-]|\s?[:=@])"
)
BETWEEN = frozenset("|".join((_BEFORE, _IS, _OWN)).split("|"))
"""Words between a name and its platform."""

LED = re.compile(
    r"\b(?:i\sam|i'?m|as|search(?:\sfor)?|look\sfor|soy|sono|sou|sunt|ich\sbin|je\ssuis|add|follow"
    r"|como|come|comme|als|me\sllamo|mi\schiamo|name)\s$"
)
"""Before a word that might be a name on the platform after it."""

AT = re.compile(rf"(?<![a-z0-9@._/\x7f-])@\s?({_NAME})(?!@)")
EMOJI = {
    "\N{GHOST}": "snapchat",
    "\N{CAMERA}": "instagram",
    "\N{CAMERA WITH FLASH}": "instagram",
    "\N{AIRPLANE}": "telegram",
    "\N{BIRD}": "twitter",
    "\N{BABY CHICK}": "twitter",
    "\N{MUSICAL NOTE}": "tiktok",
}
"""Signs that stand for a platform before a name."""

EMOJI_SIGNS = "".join(EMOJI)
EMOJI_PLATFORMS = tuple(EMOJI.values())
GHOST = "\N{GHOST}"
"""The one that stands for nothing else: a word may follow it."""

AFTER_SIGN = re.compile(rf"[\s\x01:=>-]{{0,6}}(@?)({_NAME})")
_NO_WORDS_TEXT = """
me us my id is at on as the and or for in to only available video call calls text message add now
here please chat too also name user username handle account if you with by no yes it your follow
noon home work night midnight any all time anytime hotel place least most door once model models
stories influencer profile follower followers channel private messages messaging videos pictures
photos premium contact number numbers group groups verified friends before online first dating
always welcome preferred nothing content posts collab because between reviews ladies
"""
NO_WORDS = frozenset(_NO_WORDS_TEXT.split())
"""Words that are no names."""

COMMON = COMMON_WORDS | NO_WORDS | frozenset(SPELLINGS)
"""Words that are no names unless a sign such as "@" says so."""

RARE = frozenset({"wickr", "threema", "ig", "kik", "tg"})
LONG_NAME = 6
"""After a rare platform's name, one that no sentence is about, so long a word is a name."""

MEASURE = re.compile(r"\d{1,4}(?:am|pm|a|p|hr|hrs|h|min|mins|usd|k|st|nd|rd|th|x\d+|%)?")
MADE_UP = re.compile(r"[a-z][a-z0-9.-]*_[a-z0-9_.-]*|([a-z][a-z.-]{2,})\d{1,6}")
NUMBER_WORDS = frozenset(words())
