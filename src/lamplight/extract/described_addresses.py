"""Addresses that are told: "before the at rose, after it mail.example", "read backwards: …".

Rules of extract.descriptions, which says what they mean.
"""

from lamplight.extract.ats import AT_NAMES
from lamplight.extract.described import (
    AND,
    AT,
    AT_WORDS,
    DOT,
    GAP,
    HOST,
    LOCAL,
    NOUN,
    PLATFORM,
    shape,
)
from lamplight.extract.hosts import TLD

_BEFORE = (
    r"before|left\sof|in\sfront\sof|ahead\sof|(?:antes|delante|diante)\sd[aeo]l?(?:\sla)?|izquierda\sde|avant|devant"
    r"|gauche\sde|vor|links\s(?:vom|von)|prima\sdel+a?|davanti\salla|sinistra\sdella|inainte\sde"
    r"|przed|do|pered|voor|links\svan|sleva\sot"
)
_AFTER = (
    r"after|right\sof|behind|following|despues|detras|(?:a\sla\s)?derecha|apres|derriere|danach"
    r"|dahinter|nach|hinter|rechts|dopo|dietro|(?:a\s)?destra|depois|dupa|po|za|posle|daarna|erna"
    r"|achter|sprava|on\sthe\sright"
)
_SO_TEXT = """
it it's is that that's there's comes goes put write you the one of es esta va viene esto la el ella
c'est est il y a celle-ci ist steht kommt dem der das vom von e c'e della del da dela de d' jest
stoi idzie stoit idet nee neho niej ea este staat komt het @ at
l'arobase klammeraffen malpie sobaki sobakoi sobakoj
"""
_SO = (
    rf"(?:[\s,:]{{1,2}}(?:{'|'.join(_SO_TEXT.split())}|{AT_NAMES}){NOUN}(?![a-z0-9@'])){{0,6}}"
    r"[\s:='\"]{1,3}"
)
_THE = r"(?:\s(?:the|la|le|a|dem|der|het|il|di|de))?(?:\s|\s(?=l')|\s?\()"
_BEFORE_AFTER = (
    rf"\b(?:{_BEFORE}){_THE}{AT}\)?{_SO}({LOCAL})['\"]?{GAP}{AND}(?:{_AFTER}){_SO}(?={HOST})"
)
_AFTER_BEFORE = (
    rf"\b(?:{_AFTER}){_THE}{AT}\)?{_SO}({HOST})['\"]?{GAP}{AND}(?:{_BEFORE}){_SO}({LOCAL})"
)
_BEFORE_WORDS = """
before left front antes delante diante izquierda avant devant gauche vor links prima davanti
sinistra
inainte przed pered voor sleva
"""

_NAME_WORDS = """
name user username nombre usuario nom utilisateur benutzer benutzername nome utente numele nazwa
naam
"""
_USER = (
    r"(?:user(?:\s?name)?|mailbox|local\spart|usuario|utilisateur|identifiant|benutzer(?:name)?"
    r"|utente|utilizator|gebruiker|first\spart|inbox)"
)
_NAME = rf"(?:{_USER}|{'|'.join(_NAME_WORDS.split())})"
_DOMAIN = (
    r"(?:domain|host|provider|server|dominio|domaine|domein|domeniu|anbieter|proveedor"
    r"|second\spart)"
)
_DOMAIN_WORDS = "domain provider dominio domaine domein domeniu anbieter proveedor"
_TOLD = r"(?:\s?[:=-]{1,2}\s?|\s(?:is|es|est|ist|e|lautet|este|jest)\s|\s)"
_OWN = r"(?:(?:and|at|y|et|und|e|i|si|the|my|el|mi|le|mon|der|die|mein|il|mio|o|meu|moj)\s){0,3}"
_USER_DOMAIN = rf"\b{_USER}{_TOLD}({LOCAL}){GAP}{_OWN}{_DOMAIN}{_TOLD}(?={HOST})"
_DOMAIN_USER = rf"\b{_DOMAIN}{_TOLD}({HOST}){GAP}{_OWN}{_USER}{_TOLD}({LOCAL})"
_IS_USER = (
    rf"(?<![a-z0-9@._-])({LOCAL})\sis\s(?:my|the)\s{_NAME}{GAP}{_OWN}{_DOMAIN}{_TOLD}(?={HOST})"
)
_MAIL_WORDS = "email mail correo courriel adresse address posta mailadresse"
_MAIL_HOST = (
    rf"\b(?:e-?mail|{_MAIL_WORDS.replace(' ', '|')})"
    r"(?:\s?[:=]\s?|\s(?:is|es|est|ist|e|jest|este)\s)"
    r"(?:(?:at|on|with|de|en|chez|sur|bei|von|di|su|da|do|em|no|na|w|la|pe|bij|op)\s)?"
    rf"({HOST}){GAP}{_OWN}{_NAME}{_TOLD}({LOCAL})"
)

_THERE_WORDS = "there alli ahi dort acolo tam"
_AT_HOST = (
    rf"\b(?:on|at|with|en|chez|sur|bei|von|su|em|no|na|la|pe|bij)\s({HOST}){GAP}{_OWN}"
    rf"{_NAME}\s(?:{_THERE_WORDS.replace(' ', '|')}){_TOLD}({LOCAL})"
)
_NAME_PUT = (
    rf"\b(?:e-?mail|mail|correo|courriel)\s{_NAME}{_TOLD}({LOCAL}(?<=[a-z0-9])){GAP}"
    r"(?:(?:and|then|now|just|you|y|et|und|e)\s){0,2}(?:put|add|write|goes|ponlo|ponle|mets-le|setz|metti)(?:\s(?:it|this|that|es|das))?"
    rf"\s(?:at|on|before|to|with|en|chez|bei|su|em|la)\s(?={HOST})"
)
_STOP = rf"(?<=[a-z0-9])(\s{AT}\s[a-z0-9-]{{2,30}}\s)stop\s(?={TLD}(?![a-z0-9-]))"

_TURNED_TEXT = r"""
backwards? in\sreverse reversed? right\sto\sleft al\sreves a\sl'envers ruckwarts al\scontrario
ao\scontrario de\stras\spara\s(?:a\s)?frente wspak invers achterstevoren naoborot zadom\snapered
"""
_TURNED = f"(?:{'|'.join(_TURNED_TEXT.split())})"
_TURNED_WORDS = """
backwards backward reverse reversed reves envers ruckwarts contrario frente wspak invers
achterstevoren naoborot napered
"""
_READ_TEXT = r"""
read spell(?:ed|t)? spelt type typed write written turn(?:ed)? lee leelo lis(?:ez)? a\slire lies
lesen leggi(?:lo)? leia czytaj citit lees witai but just please it this that them
"""
_READ = rf"(?:(?:{'|'.join(_READ_TEXT.split())})\s){{0,4}}"
_WHOLE = (
    r"(?=[^\s,;]{0,60}[a-z0-9])"
    r"(?:\+?[0-9](?:[\s().-]{0,2}[0-9]){6,16}|[a-z0-9][a-z0-9._@+-]{3,60}[a-z0-9])"
)
_BACKWARDS = rf"\b{_TURNED}(?:\s(?:it\sis|is|to\sget))?\s?[:=>-]{{1,2}}\s?({_WHOLE})(?![a-z0-9@])"
_THEN_BACKWARDS = (
    rf"(?<![a-z0-9@._-])(?!(?:{PLATFORM})(?![a-z0-9]))({_WHOLE})(?=(?:\s(?:on|en|auf|sur|su|no|pe|na)\s[a-z]{{2,12}})?"
    rf"\s?[,;(.-]?\s{{0,2}}{_READ}{_TURNED}(?![a-z]))"
)

_REMOVE = (
    r"(?:remove|take\sout|delete|drop|omit|skip|ignore|quita|enleve[rz]?|entferne|togli|retire"
    r"|elimina|tira)"
)
_REMOVED = (
    r"(?<![a-z0-9@._+-])(?=[^\s]{5,90}[\s,;(.-]{1,4}(?:(?:please|just|and)\s)?"
    rf"{_REMOVE}\s(?:the\s)?['\"]?([a-z]{{3,12}})['\"]?(?![a-z0-9]))"
    r"([a-z0-9@._+-]{0,80}?)\1([a-z0-9@._+-]{0,80})(?<![.])(?![a-z0-9@_+])"
)
"""What is to be removed is told ahead, so that it is looked for once."""

_NO_SPACE = (
    r"([a-z0-9_]{2,20})\s?[(\[]\s?(?:no\sspaces?|sin\sespacios?|ohne\sleer(?:zeichen|taste)"
    r"|sans\sespaces?|senza\sspazi[o]?|sem\sespacos?|zonder\sspatie)\s?[)\]]\s?(?=[a-z0-9_])"
)
_SWAPPED = (
    r"(?<![a-z0-9@._-])([a-z0-9][a-z0-9._-]{1,40})\s?([#%&*^~+!?])\s?([a-z0-9-]{2,40})"
    rf"((?={DOT}{TLD})[^\n]{{1,50}}?(?:swap|replace|change|turn|put|where|with|use|,|\()\s?\2\s?"
    r"(?:for|with|by|to|into|is|as|means|=)\s?(?:an?\s|the\s)?(?:@|at\b))"
)

ADDRESS_RULES = {
    _BEFORE_AFTER: shape(1, "$1@", _BEFORE_WORDS, AT_WORDS),
    _AFTER_BEFORE: shape(
        8, "$2@$1", "before antes avant vor prima davanti inainte przed pered voor", AT_WORDS
    ),
    _IS_USER: shape(8, "$1@", _DOMAIN_WORDS),
    _USER_DOMAIN: shape(8, "$1@", _DOMAIN_WORDS),
    _DOMAIN_USER: shape(0, "$2@$1", _DOMAIN_WORDS),
    _MAIL_HOST: shape(1, "$2@$1", _MAIL_WORDS, _NAME_WORDS),
    _AT_HOST: shape(9, "$2@$1", _NAME_WORDS, _THERE_WORDS),
    _NAME_PUT: shape(1, "$1@", _MAIL_WORDS, "put add write goes ponlo ponle mets setz metti"),
    _STOP: shape(3, "$1dot ", "stop", AT_WORDS),
    _BACKWARDS: shape(4, ": <1", _TURNED_WORDS),
    _THEN_BACKWARDS: shape(9, "<1", _TURNED_WORDS),
    _REMOVED: shape(
        3, "$2$3", "remove take delete omit skip quita enleve entferne togli retire elimina"
    ),
    _NO_SPACE: shape(
        1,
        "$1",
        "no sin ohne sans senza sem zonder",
        "space spaces espacio espacios leerzeichen espace espaces spazi spazio espacos spatie",
    ),
    _SWAPPED: shape(9, "$1@$3$4", "swap replace change turn where means", AT_WORDS),
}
