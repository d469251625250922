"""Names on platforms: beside a platform's name, behind an @, or in a profile's address.

Reading -> Handles::find -> Found("handle", "instagram:rose_vip"): native/extract/kinds/handle.cpp

A name that looks like no word ("rose_vip", "lily64") needs a platform beside it; one that might
be a word needs a sign or a word such as "name" between, or to stand alone with its platform.
Limit: which words people say after a platform's name ("telegram only") is a list.
"""

import re

from lamplight.extract.common_words import COMMON_WORDS
from lamplight.extract.fillers import CALLED, EQUAL, FILLER, VAGUE_WORDS
from lamplight.extract.hosts import ENDINGS
from lamplight.extract.number_words import words
from lamplight.extract.platforms import COMPOUNDS, EVERYDAY, HOSTS, LED_ON, PLATFORMS, TAILS
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

NAME = r"[a-z0-9_](?:[a-z0-9_.-]{0,30}[a-z0-9_])?"
_SPELT_PLATFORMS = tuple(word for names in PLATFORMS.values() for word in names.split())
SPELLINGS = (*_SPELT_PLATFORMS, *COMPOUNDS)
_LED_TO_X_TEXT = "on en auf bei sur su no na pe op my mi mon mein meu mio"
_LED_TO_X = "|".join(rf"(?<=\b{word}\s)" for word in _LED_TO_X_TEXT.split())
_BEHIND_X = (
    "is|es|est|ist|e|as|als|como|come|comme|ca|at|under|unter|sous|where|and|name|handle"
    "|user|account|i'm|i\\sam|soy|sou|je|bin|sono|sunt"
)
_WORDS = "|".join(
    [
        *(
            re.escape(word).replace(r"\-", "[ -]?")
            for word in sorted(_SPELT_PLATFORMS, key=lambda word: (-len(word), word))
        ),
        *(word for word in EVERYDAY if word not in (*LED_ON, "face", "gram")),
        r"face(?=\s?[:=@]|\s(?:como|ca|come|comme|soy|sono|sou|sunt|as)\s)",
        r"(?:(?<=the\s)|(?<=the\s')|(?<=\bda\s)|(?<=\bmy\s))gram",
        rf"(?:{'|'.join(LED_ON[:-1])})(?=\s?(?:[:=@]|(?:id|user|handle|name)\b))",
        r"x(?=\s?[:=])|(?<=/)x(?![a-z0-9_'])|x(?=/[a-z])"
        rf"|(?:{_LED_TO_X})x(?=\s?(?:[,.;!?)\n]|$)|\s(?:{_BEHIND_X})\s)",
    ]
)
GATE = (frozenset(word.split("-")[-1] for word in SPELLINGS) | frozenset(EVERYDAY)) - {
    "id",
    "of",
}
GATES = (
    *("x:", "x :", "x=", "x =", "i.g", "f.b", "x.com", "of:", "of :", "of=", "of =", "of@", "of @"),
    *("i/g", "s/c", "s.c", "t/g", "t.g", "f/b", "o/f"),
)
"""A platform is named only in texts with one of these words or signs."""

PROFILE = re.compile(
    "(?<![a-z0-9@.-])(?:https?://)?(?:(?:www|m|mobile|web|old|new|np|vm|story|[a-z]{2}(?:-[a-z]{2})?)\\.)?(?:("
    + "|".join(re.escape(host) for host in sorted(HOSTS, key=lambda h: (-len(h), h)))
    + rf")(?:(?<=[a-z])/|(?<==)))([@$~]?)({NAME})"
)
VAGUE = re.compile(
    rf"\b(?:{VAGUE_WORDS})\b(?!.*\b(?:name|namen|nom|nome|nombre|numele|handle|username|under|unter|sous|onder)\s?(?:is|de)?\s?$)"
)
"""Between a platform and a word they say nothing of it; before what looks like no word they may."""

ONE = rf"(?:{_WORDS})(?:{TAILS})?(?![a-z0-9_])"
_JOINS = "and|or|y|et|und|e|si|i|en|ve|o|ou|oder|sau|lub|x|n|\\x7f"
_AS_ON = (
    r"(?:\s?[:=,])?\s(?:(?:is|es|est|ist|e|este|the|el|le|o|lo|la)\s){0,2}(?:same|mism[oa]|mesm[oa]|meme|gleich|stess[oa]|igual|pareil)"
    r"\s(?:as|que|wie|di|del|come|to|do|ao|a)\s(?:(?:my|mi|mon|mein|meu|mio|il|el|le|the)\s){0,2}"
)
_JOIN = (
    rf"(?:{_AS_ON}|\s?[/&+,|=\x01]\s?|\s-\s|\n"
    rf"|\s\(?(?:{_JOINS})\s(?:(?:my|mi|mon|mein|meu|mio)\s)?)"
)
ONE_OR_MORE = rf"{ONE}(?:{_JOIN}{ONE})*"
JOINED = re.compile(_JOIN)
"""What stands between the platforms of one name."""

_YES = "yes|yep|yeah|sure|of\\scourse|si|claro|oui|bien\\ssur|sim|ja|klar|da|tak|evet"
_SIGNS = r"[:;=<>{(\[\-\x01~|/#\"'*,)\]+?!\\]|\.{2,3}|\.(?=\s)"
_SPELT = rf"\s(?:{SIGNED})\s|\s?[(\[](?:{SIGNED})[)\]]\s?|\s_\s|(?<=_)\n"
_APART = (
    r"[a-z0-9](?P<apart>\s[._*-]\s|[ *._-])[a-z0-9_.](?:(?P=apart)[a-z0-9_.](?![a-z0-9])){1,24}"
)
_HOSTED = rf"\s?[(\[]?\s?(?:\.|{DOTS})\s?[)\]]?\s?com\s?/"
NAMED = re.compile(
    rf"(?<![a-z0-9@._-])({ONE_OR_MORE})"
    rf"((?:{_HOSTED})?(?:'[a-z]{{1,4}}\b|-ul)?(?:\s{{0,2}}(?:{_SIGNS})|\s(?:{FILLER})\b|(?<=[,:(\[{{-])(?:{FILLER})\b|(?<=\?)\s(?:{_YES})\b|\s[a-z0-9]*\x7f[a-z0-9\x7f]*(?=[\s:])){{0,8}}\s{{0,3}})"
    rf"(/?u/|\s?[(\[{{]\s?(?:@|at|arroba)\s?[)\]}}]\s?|@:\s?|[@$]?\s?)({_APART}(?![a-z0-9_])|{NAME}(?:(?:{_SPELT}){NAME}){{0,4}})"
)
FAR = re.compile(
    rf"(?<![a-z0-9@._-])({ONE_OR_MORE})"
    r"((?:(?:\)?\s?[(,-]\s?|\)?,?\s|'(?=[a-z]))[a-z'\x7f]{1,14}){1,6}\)?"
    r"(?:\s?(?:[:=>~|\x01]|-[\s>])[\s:=>\x01('\"\[*-]{0,6}|\s))"
    rf"(@?)({NAME})"
)
"""Any words between: only what is surely no word is a name then."""

LEADS_TO = re.compile(
    rf"\b(?:{CALLED}|as|als|by|jako|ca|(?:changed|moved|switched)\sto|(?:is|it'?s)\snow|become|type|naar|till|gerne\san)\s$"
)
"""The last of them, before a name without an underscore."""

SPELT = re.compile(rf"[\s(\[]+({SIGNED})[\s)\]]+|\s")
SAID = re.compile(rf"com\s?/|[:=>\x01~|]|\s-|-\s|\b(?:{CALLED})\s")
"""One of them between a platform and a word says that the word is a name."""

SIGNED_SO = re.compile(
    r"com\s?/|[:=>\x01~|]|\s-|-\s|\b(?:handle|name[ds]?|user(?:name)?s?|nick(?:name)?|called|alias|as|als|como|come|comme|jako|ca|under|unter|sous)\s"
)
"""With one of them it need not end what is said."""

NEGATED = re.compile(
    r"\b(?:without|never|not|sin|sans|pas\sd[e']|ohne|kein(?:e|en)?|senza|niente|fara|sem|bez|zonder"
    r"|geen|nicht(?:\sauf)?)\s?$"
)
"""Before a platform: no word after it is a name there."""

_VERBS = (
    r"(?:follow|add|find|hmu|hit|dm|message|msg|text|reach|contact|join|search|look|catch|see|write|chat)"
    r"(?:\s(?:me|us|with\sme))?(?:\sup)?"
    r"|(?:sigue|busca|agrega|anade|escribe|encuentra|contacta)(?:me|nos)|me\sencuentras|me\spuedes\sencontrar"
    r"|(?:sui[st]|suivez|ajoutez?|retrouvez?|cherchez?|ecris|ecrivez|rejoin[sd]|contactez?)(?:\s|-)(?:moi|nous)"
    r"|(?:segue|chama|adiciona|acha|procura|encontre|siga)(?:-me|\sla)?"
    r"|(?:folgt?e?|schreibt?e?)\s(?:mir|uns)|(?:such|find|add)(?:t|e|et|est|en)?(?:\sdu)?\smich|findest\sdu\smich|du\sfindest\smich"
    r"|(?:segui|seguite|cerca|aggiungi|scrivi|contatta|trova)(?:mi|ci)|mi\strov(?:i|ate)"
    r"|(?:cauta|adauga|scrie|urmareste)-?(?:ti-)?m[ia]|ma\sgases(?:ti|te)"
    r"|(?:volg|zoek|vind|stuur)\s(?:me|mij)|(?:znajdz|obserwuj|dodaj|szukaj)\smnie|na?pisz"
)
FOLLOW = re.compile(
    rf"\b(?:{_VERBS})\s(?:on|at|via|by|en|al|a|por|sur|no|na|pelo|auf|bei|uber|su|pe|op|w)\s(?:my\s|mi\s)?$"
)
"""Leads to a platform and a name on it."""

WEAK = re.compile(r"[,)\].?!](?!\s?com\s?/)")
"""After one of them only what looks like no word is a name."""

_ARE = r"\s(?:are|is|es|son|sont|sono|sind|sao|sunt)"
BOTH = re.compile(
    rf"(?=.*[a-z])(?:\s?[:=>~\x01,-]){{0,3}}(?:{_ARE}(?:\s(?:the|el|los|le|les|lo|gli|o|os|das))?|,?)(?:(?:{_ARE})?(?:\s(?:the|el|le|lo|o))?\s(?:{EQUAL})(?:\s(?:name|handle|user|nombre|nom|nome))?){{0,2}}"
    r"(?:\s?[:=>~\x01,-]){0,4}\s(?:it'?s\s|is\s)?"
)
"""Between several platforms and their one name."""

ANOTHER = re.compile(r"\s(?:and|y|et|und|e|i|si|en|&)\s(?:@\s?)?")
"""Between a platform, whose name stands before it, and the name on another."""

ENDED = re.compile(r"[?!]|\.\s")
"""After one of them it must have an underscore, or end what is said."""

ALONE_AFTER = re.compile(r"(?:^|[\n.!?,;:|/(\x01-]\s{0,3}|\b(?:my|mi|mon|mein|meu|mio|add|or)\s)$")
ALONE_BEFORE = re.compile(r"\s?(?:$|[\n.,;!?)|/\x01]|(?:or|and|o|ou|oder|und|y|et)\s)")
"""Between them a platform and a word have nothing else to say."""

_ALONE_TEXT = """
instagram snapchat telegram tiktok twitter kik onlyfans fansly wickr threema discord
"""
ALONE = frozenset(_ALONE_TEXT.split())
"""Platforms that are named so."""

SHORTEST_ALONE = 5

_BEFORE = "on|into|en|auf|sur|su|no|na|at|via|in|bei|pe|op|b|v|w|for|uber|por|pa|az|app"
_IS = "is|es|est|ist|e|to|jest|that'?s|that\\sis|c'?est|eto|este|lautet|je|ar"
_OWN = "my|the|mi|mon|mein|meu|mio|il\\smio|moj|moi|mijn|o\\smeu|both|mea"
_THING = (
    "user(?:name)?|handle|name|nick|id|usuario|nombre|pseudo|nom|nome|nume|utente|konto|account"
    "|login|compte|conta|cuenta|perfil|profilo|profil|pagina|page|canal|canale|kanal|konto|contul|strona|acc"
)
_ALSO = (
    "heisse\\sich|heet\\sik|bin\\sich|ben\\sik|toe|me|ich|also|both|auch|aussi"
    "|anche|tambien|tambem|ook|over|moi|ja"
)
ON = re.compile(
    rf"(?<![a-z0-9@._$/-])([@$]?)({NAME}(?:(?:{_SPELT}){NAME}){{0,4}})['\"*]?"
    rf"(?:(?:\s?[(,\[-]\s?|(?:\s|\s?[(,\x01-]\s)(?:(?:{_IS})\s)?(?:(?:{_ALSO})\s)?)(?:{_BEFORE})\s(?:(?:{_OWN}|{_THING})\s(?:(?:de|do|di|na)\s)?)?"
    rf"|(?:\s|\s?[(,\x01-]\s?)(?:{_IS})\s(?P<own>(?:{_OWN})\s(?:(?:{_THING})\s(?:(?:{_BEFORE}|de)\s)?)?|(?=[a-z]+(?:-ul)?\smeu\b))"
    rf"|(?P<sign>\s?[(\[\-,/|<>@:=\x01]-?\s?|\s)(?:(?<=[(\[,-])(?:{_OWN}|{_THING})\s(?:(?:de|do|di|na)\s)?|(?<=\s)(?:{_OWN}|{_THING})\s(?:(?:de|do|di|na)\s)?)?)\s{{0,24}}"
    rf"({ONE_OR_MORE})(?:-ul|-(?:{TAILS}))?(?![a-z0-9_-]|\.[a-z0-9_]|\s?[:=@])"
)
LEFT = re.compile(rf"(?:[(\[]|\s(?:{_BEFORE})\s(?:(?:{_OWN})\s)?)$")
"""Between a name and its platform: what comes after the platform is another's."""

BETWEEN = frozenset(
    re.findall("[a-z]+", "|".join((_BEFORE, _IS, _OWN, _ALSO, _THING)).replace("\\s", " "))
) | {
    "de",
    "do",
    "di",
    "thats",
    "cest",
    "username",
}
"""Words between a name and its platform."""

_SAME = (
    "same|also|too|idem|igual|gleich|auch|aussi|anche|tambem|tambien|ook|tez|pareil|stesso|mismo"
    "|meme|zelfde|likewise|ditto|mesm[oa]|misma|gleiche[rmn]?|derselbe|selber|stessa|acelasi|ten\\sam|ta\\sama|identi[ck](?:al|o|ique)?"
)
SAME = re.compile(
    rf"['\"*)\]]?\s?[,;(&+/-]?\s?(?:(?:{_JOINS}|is|it's|el|le|lo|la|il|o|the|das|im|der|with|con|avec|com|mit|met|cu|z)\s){{0,3}}"
    rf"(?:(?:{_SAME})(?:\s(?:name|handle|user|username|id|nombre|nom|nome|nick|thing|one|pseudo|namen|usuario|utente|nume|naam|nazwa))?"
    rf"\s(?:{_BEFORE})\s(?:(?:{_OWN})\s)?({ONE_OR_MORE})(?!\s?[:=@(]|\s[a-z0-9-]*[_.0-9])"
    rf"|({ONE_OR_MORE})(?:\s|\s?[:=-]\s?)(?:is\sthe\s|the\s)?(?:same|too|idem|igual|gleich|pareil)\b)"
)
"""After a name: other platforms that know it as well."""

LED = re.compile(
    r"\b(?:i\sam|i'?m|as|search(?:\sfor)?|look(?:\sme)?(?:\sup)?(?:\sfor)?|soy|sono|sou|sunt|ich\sbin|je\ssuis|add|follow"
    r"|como|come|comme|als|me\sllamo|mi\schiamo|user(?:name)?|handle|nick|it'?s|go\sby|known\sas|(?:find|reach)\sme\sat"
    r"|(?:add|follow|dm|message|msg)\sme|dm|cherchez?|ajoutez?|busca|agrega|procur[ae](?:\spor)?|adiciona|sucht?(?:\snach)?|cerca|cauta|zoek|szukaj"
    r"|@\sis|(?:name|handle|user|tag)(?:'s|\sis)|type|put|sok|folj|jag\sheter|hledej|keress|obserwuj|dodaj|volg|voeg|aggiungi|segui|agrega\sa|sou\sa|sigue\sa|ich\sheisse|ik\sheet|folgt?|adauga"
    r"|jestem|ik\sben|usuario|pseudo|(?<!your\s)name)\s$"
)
"""Before a word that might be a name on the platform after it."""

AT = re.compile(
    rf"(?<![a-z0-9@._/\x7f-])@\s?(?!media\s(?:print|screen|only|all|and)|font-face|[a-z-]+\s?\{{)({NAME})(?!@)"
)
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

AFTER_SIGN = re.compile(rf"[\s\x01:=>-]{{0,6}}(?:add\s(?:me\s)?)?(@?)({NAME})")
_NO_WORDS_TEXT = """
me us my id is at on as the and or for in to only available video call calls text message add now
here please chat too also name user username handle account if you with by no yes it your follow
noon home work night midnight any all time anytime hotel place least most door once model models
stories influencer profile follower followers channel private messages messaging videos pictures
photos premium contact number numbers group groups verified friends before online first dating
always welcome preferred nothing content posts collab because between reviews ladies
import param return returns override keyframes charset supports everyone author throws deprecated
wa.me t.me m.me
"""
NO_WORDS = frozenset(_NO_WORDS_TEXT.split())
"""Words that are no names."""

COMMON = COMMON_WORDS | NO_WORDS | frozenset(SPELLINGS)
"""Words that are no names unless a sign such as "@" says so."""

RARE = frozenset({"wickr", "threema", "ig", "kik", "tg"})
LONG_NAME = 6
"""After a rare platform's name, one that no sentence is about, so long a word is a name."""

_MEASURED = r"\d{1,4}(?:am|pm|a|p|hr|hrs|h|min|mins|usd|eur|k|st|nd|rd|th|uhr|x\d+|%)?"
_FIGURES = "[0-9]|oh|zero|one|two|three|four|five|six|seven|eight|nine"
MEASURE = re.compile(rf"{_MEASURED}(?:[.-]{_MEASURED})*|(?:{_FIGURES}){{3,}}")
MADE_UP = re.compile(r"[a-z_][a-z0-9.-]*_[a-z0-9_.-]*|([a-z][a-z.-]{2,})\d{1,6}")
CALLED_SO = re.compile(
    r"\b(?:me\s(?:at|on)|as|als|jako|ca|id|tag)\s$|\b(?:call\sme|look\sfor|search\sfor)\s$"
)
"""Between a platform and a name that might be a word."""

USER = re.compile(
    r"\b(?:user(?:name)?|handle|nick(?:name)?|usuario|pseudo|benutzername|id)\b\s?(?:is\s|[:=]\s?)$"
)
"""After a platform whose name is a word it says that a name follows."""

SHOUTED = re.compile(r"(?:OF|LINE)\s?[:=]\s?[^A-Z]")
"""Such a platform, in capitals and before a sign."""

_OTHERS_TEXT = """
email mail correo courriel phone tel cell mobile call text number website site web url promo no not
never ohne sin sans without rates rate price prices wifi ask discount username's voucher game games
"""
OTHERS = frozenset(_OTHERS_TEXT.split())
"""Words after a platform that speak of something else than of a name there."""

HOSTS_END = frozenset(ENDINGS)
"""After the last full stop of an address that is no name."""

NUMBER_WORDS = frozenset(words())
