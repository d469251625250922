"""Names that a sentence leads to, and whose platform is said elsewhere in it or in the one before.

"Snapchat is quickest. Username willow.b" -> NAMING before the name, the nearest PLATFORM to it:
native/extract/kinds/handle_told.cpp

Which words lead to a name and where its platform stands are asked one after the other, so that
each way to lead goes with each place. Limit: the words are a list; a name that might be a word
counts only where the sentence names it ("username", "I go by") and ends there.
"""

import re

from lamplight.extract.kinds.handle import ONE_OR_MORE
from lamplight.extract.kinds.handle import OTHERS as NEAR_OTHERS

PLATFORM = re.compile(rf"(?<![a-z0-9@._-])({ONE_OR_MORE})(?![a-z0-9_.-]*[@_])")

_TITLE = (
    "user(?:\\s?name)?|handle|nick(?:\\s?name)?|alias|tag|login|pseudo|usuari[oa]|utilizador"
    "|benutzername|nutzername|gebruikersnaam|utente|nik|nickiem|nikom"
)
_NAME = (
    f"{_TITLE}|(?:profile|account|page|channel|screen)?\\s?name|account|profile|page|channel|id"
    "|cuenta|perfil|nombre|nome|conta|compte|profil|nom|identifiant|konto|namen?|profilo|nume(?:le)?"
    "|contul?|akkaunt|nazwa|konto|naam|adim"
)
_THERE = (
    "there|here|on\\s(?:there|here|it|that|all|both|every\\s?(?:app|platform|site|thing))"
    "|everywhere|alli|ahi|la|la-bas|dort|da|li|acolo|tam|daar|meu|mio|smeu"
)
_IS = "is|es|est|e|ist|lautet|este|jest|to|eto|was|remains|stays|reads|would\\sbe"
_SIGN = r"(?:\s?[:=>~\x01-]){1,4}"
_QUOTE = r"\s?['\"*(]?\s?"
_CALLED = (
    "go(?:es)?\\sby(?:\\sthe)?|going\\sby|known\\s(?:there\\s)?as|named|called|calls?\\sme|i\\sanswer\\sto"
    "|(?:me\\s)?llamo|bajo|je\\sm'appelle|m'appelle|heisse(?:\\sich)?|nenne\\sich(?:\\smich)?|mi\\schiamo"
    "|me\\schamo|chamo-me|ma\\snumesc|ma\\scheama|zovut|nazywam\\ssie|jako|heet\\sik|ik\\sheet"
)
_UNDER = (
    "under|with|by|as|at|con|bajo|por|como|com|sob|sous|avec|unter|mit|als|col|con|sotto|sub|cu|ca|pod"
    "|onder|met"
)
_OF = "of|de|do|di|da"
NAMING = re.compile(
    rf"\b(?:(?:{_TITLE})|(?:{_CALLED})(?:\s(?:{_NAME})(?:\s(?:{_OF}))?)?"
    rf"|(?:{_UNDER})\s(?:(?:the|my|this|that|el|la|mi|o|meu|le|mon|dem|den|il|mio)\s)?(?:{_NAME})(?:\s(?:{_OF}))?"
    rf"|(?:(?:my|the|its|our|same|mi|el|meu|o|mon|le|mein|der|mio|il)\s)?(?:{_NAME})(?:\s(?:{_THERE})){{0,2}}(?:'s|\s(?:{_IS}))"
    rf"|(?:{_NAME}))(?:{_SIGN})?{_QUOTE}$|(?:^|\s)@\s(?:is|es|est|ist)\s$"
)
"""Ends right before a name: nothing else may follow."""

FINDING = re.compile(
    r"\b(?:(?:find|look|search(?:ing)?|hunt|ask|catch|reach|see|get|check)(?:\s(?:me|us|for|up|out|there|him|her)){0,3}(?:\s(?:as|under|at|for|by))?"
    r"|(?:add|follow|dm|msg|message|text|hit|hmu|pm|type|enter|put|tap|use|using|watch|view|via|at)(?:\s(?:me|in|to|up|my|the|at|as)){0,2}"
    r"|i'?m|i\sam|we'?re|i\s(?:post|use|write|appear|show\sup|sell|stream|live)(?:\s(?:as|under|there))*|as|under|which\sis|(?:of\smine|real\sone|new\sone|main\sone)\sis"
    r"|soy|como|por|pon(?:er|le)?|escribe|agrega(?:me)?|busca(?:me|d|r)?(?:\s(?:a|por|como))?|sou(?:\s[ao])?|procur[ae](?:\spor)?|segue|acha"
    r"|suis|cherchez?|tape[zr]?|ajoutez?|comme|sous|nom\sde|sono|cerca(?:te)?|come|sotto|segui|bin(?:\sich)?(?:\sdie)?|unter|nennt\ssich|als|nach|such(?:e|t)?(?:\snach)?|folg[et]?"
    r"|sunt|cauta|ca|adauga|jestem|szukaj|ik\sben|zoek|ben|onder|kak|pod)"
    rf"(?:{_SIGN})?{_QUOTE}$"
)
"""Likewise, but words follow it as well."""

HINTING = re.compile(
    rf"(?:[,;(:=>~\x01]|\s-|--|\x7f|\b(?:it'?s|that'?s|is|es|est|ist|just|still|now|c'est|e|are))(?:{_SIGN})?{_QUOTE}$"
)
"""Most often something else follows it."""

_LEADS_TEXT = """
user username handle nick nickname alias tag login pseudo usuario usuaria utilizador benutzername
nutzername gebruikersnaam utente nik nickiem nikom name account profile page channel id cuenta
perfil nombre nome conta compte profil nom identifiant konto namen profilo nume numele cont contul
akkaunt nazwa naam adim s is es est e ist lautet este jest to eto was remains stays reads be of de
do di da by as named called me llamo bajo appelle heisse ich mich chiamo chamo numesc cheama zovut
sie jako sik heet look search searching find hunt ask catch reach see get us for up out there him
her under at add follow dm msg message text hit hmu pm type enter put tap use using watch view in
my the m im am re post write appear sell stream live it its that thats still now just soy como por
pon poner escribe agrega agregame busca buscame buscad buscar a sou o procura procure segue acha
suis cherche cherchez tape tapez taper ajoute ajoutez comme sono cerca cercate come segui bin die
nach such suche sucht folge folgt folg sunt cauta ca adauga jestem szukaj ben zoek kak pod c check
via which mine one ponle sous sotto unter sich als onder
"""
LEADS = frozenset(_LEADS_TEXT.split())
"""The last word of each."""

SAID_AFTER = re.compile(
    r"\s(?:is|es|est|ist|e|este)\s(?:what|how|where|who|my|the|mi|el|mon|mein|meu|il|o|wie|como|comme|come|cum)\s"
)
"""Right behind a name it leads to its platform."""

BREAKS = re.compile(r"[!?\n]|\.\s")
"""Between two sentences."""

OTHERS = NEAR_OTHERS - {"no"}
"""Words between a name and its platform that speak of something else; "no" means "on the", too."""

NOT_THERE = re.compile(
    r"\s?[:,?=(-]?\s?(?:no|nope|non|nein|nee|nao|never|nunca)\b(?!\s(?:meu|nome)\b)"
)
"""After a platform on which there is no name."""

REACH = 90
"""Characters between a name and its platform."""

SHAPE = re.compile(r"[a-z][a-z.]{2,}[0-9][a-z0-9.]*[a-z0-9]")
"""No word, beside what handle.MADE_UP says."""

GOES_ON = re.compile(
    r"['\"](?![a-z])|\s(?:there|on|in|into|everywhere|over|at|en|auf|sur|su|no|na|pe|bei|b)\s"
)
"""What follows a word that is a name, where no sign does."""

LEAD_SIGNS = ",;(:=>~\x01-"

CALLED_SIZE = 4
"""Letters of a first name with which a word begins that may be a name."""
