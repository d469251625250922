"""Names on platforms: beside a platform's name, behind an @, or in a profile's address.

Reading -> Handles::find -> Found("handle", "instagram:rose_vip"): native/extract/kinds/handle.cpp

Limit: a bare name beside a platform's bare name ("snap rose") is read only if it looks like no
word.
"""

import re

from lamplight.extract.number_words import words
from lamplight.extract.platforms import EVERYDAY, HOSTS, LED_ON, PLATFORMS

RANK = 30

_NO_NAMES_TEXT = """
p s c explore reel reels share joinchat addstickers add stories tv u user r watch channel home i
intent search hashtag login profile.php groups pages status people events marketplace about help web
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
        rf"(?:{'|'.join(LED_ON)})(?=\s?(?:[:=@]|(?:id|user|handle|name)\b))",
    ]
)
GATE = (frozenset(word.split("-")[-1] for word in SPELLINGS) | frozenset(EVERYDAY)) - {"id", "of"}
GATES = ("i.g", "x.com", "of:", "of :", "of=", "of =", "of@", "of @")
"""A platform is named only in texts with one of these words or signs."""

PROFILE = re.compile(
    "(?<![a-z0-9@.-])(?:https?://)?(?:www\\.|m\\.)?(?:("
    + "|".join(re.escape(host) for host in sorted(HOSTS, key=lambda h: (-len(h), h)))
    + rf")(?:(?<=[a-z])/|(?<==)))[@$~]?({_NAME})"
)
_FILLER = (
    "me|is|id|handle|name|user(?:name)?|acct|account|at|on|as|add|us|under|my|too|here|nick(?:name)?"
    "|i'?m|usuario|pseudo|es|e|est|ist|heisst|c'est|este"
)
_ONE_OR_MORE = rf"(?:{_WORDS})(?:\s?(?:/|&|\+|,|and|or)\s?(?:{_WORDS}))*"
JOINED = re.compile(r"\s?(?:/|&|\+|,|\band\b|\bor\b)\s?")
"""What stands between the platforms of one name."""

NAMED = re.compile(
    rf"(?<![a-z0-9@._-])({_ONE_OR_MORE})"
    rf"((?:'s)?(?:\s(?:{_FILLER})\b)*(?:\s?[:;=>(\[\-\x01~|/#]){{0,4}}\s?(?:is\s)?)"
    rf"(/?u/|[@$]?\s?)({_NAME}(?:\s(?:underscore|dot)\s{_NAME})?)"
)
SAID = re.compile(r"[:=>\x01~|-]|is\s|handle|name")
"""One of them between a platform and a word says that the word is a name."""

_BEFORE, _OWN = "on|en|auf|sur|su|no|na|at|via|in|bei|pe", "my|the"
ON = re.compile(
    rf"(?<![a-z0-9@._$/-])([@$]?)({_NAME})"
    rf"(?:\s(?:{_BEFORE})\s(?:(?:{_OWN})\s)?|\s?[(\[-]\s?)"
    rf"({_ONE_OR_MORE})(?![a-z0-9_.-]|\s?[:=@])"
)
BETWEEN = frozenset({*_BEFORE.split("|"), *_OWN.split("|")})
"""Words between a name and its platform."""

AT = re.compile(rf"(?<![a-z0-9@._/\x7f-])@\s?({_NAME})(?!@)")
GHOST = "\N{GHOST}"
AFTER_SIGN = re.compile(rf"[\s\x01:=>-]{{1,6}}(@?)({_NAME})")
_NO_WORDS_TEXT = """
me us my id is at on as the and or for in to only available video call calls text message add now
here please chat too also name user username handle account if you with by no yes it your follow
noon home work night midnight any all time anytime hotel place least most door once
model models stories influencer profile follower followers channel private messages messaging
videos pictures photos premium contact number numbers group groups verified friends before online
first dating always welcome preferred nothing content posts collab because between reviews ladies
"""
NO_WORDS = frozenset(_NO_WORDS_TEXT.split())
"""Words that are no names."""

RARE = frozenset({"wickr", "threema", "ig", "kik", "tg"})
LONG_NAME = 6
"""After a rare platform's name, one that no sentence is about, so long a word is a name."""

MEASURE = re.compile(r"\d{1,4}(?:am|pm|a|p|hr|hrs|h|min|mins|usd|k|st|nd|rd|th|x\d+|%)?")
MADE_UP = re.compile(r"[a-z][a-z0-9.-]*_[a-z0-9_.-]*|([a-z][a-z.-]{2,})\d{1,6}")
NUMBER_WORDS = frozenset(words())
