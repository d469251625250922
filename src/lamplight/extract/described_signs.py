"""Letters, digits and signs that are said: "n de Navarra", "two underscores", "double u", "IV".

Rules of extract.descriptions, which says what they mean.
"""

from lamplight.extract.described import (
    AT,
    AT_WORDS,
    DOT,
    DOT_WORDS,
    END,
    IS,
    NUMBER,
    PLATFORM,
    PLATFORM_WORDS,
    TO_AT,
    shape,
)
from lamplight.extract.hosts import TLD
from lamplight.extract.signs import DOTS, SIGNED
from lamplight.extract.spelling_words import ALPHABETS, COUNTED, NUMBER_WORD

_AS_WORDS = (
    r"as\sin|as|for|like|wie\sin|wie|comme|como\sen|como|come|di|de\sla|de|ca\sin|ca|van|jak|kak"
    "|som"
)
_AS = rf"(?:\s?[=(\"'/-]\s?|\s(?:{_AS_WORDS})\s)['\"(]?"
_NEXT = r"(?:[\s,;./+&-]|\x01){1,3}(?:(?:and|then|und|dann|y|luego|et|puis|poi|i|si|en)\s){0,2}"
_WORD = r"[a-z]{1,15}[)'\"]?"
_BEFORE_AT = rf"(?:,(?=\s{AT}\s))?"
_LETTERS_AS = (
    rf"(?<![a-z0-9@._'-])(([a-z]){_AS}\2{_WORD}"
    rf"(?:{_NEXT}(?:([a-z]){_AS}\3{_WORD}|[0-9]{{1,4}}(?![a-z0-9]))){{2,24}})(?![a-z0-9]){_BEFORE_AT}"
)
"""A letter and a word that begins with it, three times or more."""

_ALPHABET = "|".join(sorted(ALPHABETS, key=lambda word: (-len(word), word)))
_LETTER = rf"(?:{_ALPHABET}|x-ray|{NUMBER_WORD}|[0-9]{{1,4}})(?![a-z0-9])"
_LETTERS = rf"(?:{_ALPHABET})(?:[\s,;./-]{{1,3}}{_LETTER}){{2,24}}"
_LETTERS_AT = rf"(?<![a-z0-9@._-])({_LETTERS}){_BEFORE_AT}(?=\s?(?:@|{DOT}|\s?[(\[]?{AT}[)\]]?\s))"
_LEAD_WORDS = f"{PLATFORM_WORDS} user username handle nick name email mail gmail correo spelled"
_LED_LETTERS = rf"\b((?:{_LEAD_WORDS.replace(' ', '|')})(?:{IS}|\s))({_LETTERS})"
_EVERYDAY_TEXT = """
hotel golf india young baker apple banana queen king adam nancy sugar ocean union robert paris como
maria ida mike victor berlin roma milano
"""
_SPELT_WORDS = " ".join(sorted(ALPHABETS - frozenset(_EVERYDAY_TEXT.split())))

_W_TEXT = r"""
double[\s-]?(?:u|you|yu|ve?|w) d[uo]b+le?-?(?:you|u|w) doubleu doubleyou
doble[\s-]?(?:u|ve?|uve|w) uve[\s-]?doble ve[\s-]?doble vu[\s-]?doppi[ao]
doppi[ao][\s-]?(?:vu|v|w|u) weh? vu dub dabl[iy]u dablio dabl[\s-]?[iy]u dabel?[\s-]?[iy]u
doppel-?(?:v|u|vau|w) dublu[\s-]?v[e]? dubbele?[\s-]?(?:u|v|w) wu dubya w
"""
_W = f"(?:{'|'.join(_W_TEXT.split())})"
_THREE = "triple|triplo|tripla|triplu|dreimal|drei|three|tres|trois|tre|trei|trzy|drie|3"
_WWW = (
    rf"(?<![a-z0-9@._-])(?:{_W}(?:[\s,.-]{{1,2}}{_W}){{2}}|(?:{_THREE})[\s-]?{_W}(?:'?s)?)"
    rf"[\s,.-]{{0,2}}(?=(?<![a-z0-9])(?:{DOTS})\s|(?<=\.))"
)
_W_WORDS = """
dubbleyou doubleyou doubleu dubble double doble uve vu doppia doppio weh dub dabliu dabliyu dablyu
dablio dabl dabel doppel dublu dubbel dubbele wu dubya w
"""

_UNDERSCORES = (
    r"underscores?|under\sscores?|underlines?|low\s(?:dash|line)(?:es|s)?|guion(?:es)?\sbajos?"
    r"|rayas?\sbajas?|barras?\sbajas?|tirets?\s(?:du\s)?bas|unterstriche?|trattin[oi]\sbass[oi]"
    r"|sottolineat[oi]|tracos?\sbaixos?|sublinhados?|podkreslnik(?:i|ow)?|podkreslen(?:ie|ia)"
    r"|lini(?:e|i)\s(?:de\s)?jos|liniut[ae]\s(?:de\s)?jos|liniute\s(?:de\s)?jos|lage?\sstreepjes?|liggende?\sstreepjes?"
    r"|(?:nijnih?|niznih?|niznee|niznie)\spodwerkivani[aej]|podwerkivani[aej]"
)
_TWO = (
    "double|two|2|2x|dos|doble|deux|zwei|doppelte[rn]?|doppel|due|doppio|dois|duplo|doi|doua|dublu"
    "|dwa|podwojny|twee|dubbele?|dva"
)
_TWICE = (
    rf"([a-z0-9][a-z0-9._-]{{0,30}})\s(?:(?:{_TWO})[\s-]?(?:{_UNDERSCORES})|({_UNDERSCORES})\s(?:\2|duplo|dobles?|double|doppi[oa]|dublu|dubbel))"
    rf"(?:\s(?!{AT}\s|on\s|en\s|auf\s|sur\s)(?=[a-z0-9])|(?![a-z0-9]))"
)
_UNDERSCORE_WORDS = """
underscore underscores under score underline underlines low dash line bajo bajos guion guiones
bas tiret tirets unterstrich unterstriche trattino trattini sottolineato sottolineati traco
tracos podkreslnik
podkreslniki streepje streepjes liniuta liniute linie linii podwerkivanie podwerkivania sublinhado
"""

_ENDS_SO = (
    rf"((?:{PLATFORM})(?:{IS}|\s@?))([a-z0-9][a-z0-9._]{{3,30}})"
    rf"(?:\s?\((?:{_UNDERSCORES})\)|\s(?:{_UNDERSCORES}))(?=\s?(?:$|[\n.,;!?]))"
)
"""An underscore that ends a name."""

_APART = (
    r"(?<![a-z0-9@._'-])"
    r"([a-z](?P<far>[\s.-])[a-z0-9](?:(?P=far)[a-z0-9](?![a-z0-9])){1,30})\.?"
    rf"(?=\s?[(\[]?\s?(?:{DOTS})\s?[)\]]?\s{TLD}(?![a-z0-9])|\s?\.\s?{TLD}(?![a-z0-9])"
    rf"|\s{AT}\s[a-z0-9-]{{2}})"
)
"""Each letter for itself, before a dot or an at in words."""

_APART_SIGN = (
    r"(?<![a-z0-9@._'-])([a-z](?P<far>[\s.-])[a-z0-9](?:(?P=far)[a-z0-9](?![a-z0-9])){0,20})"
    rf"(\s(?:{SIGNED}|_)\s)([a-z0-9](?:(?P=far)[a-z0-9](?![a-z0-9])){{1,20}})(?![a-z0-9-])"
)
_A_T = rf"(?<=[a-z0-9]\s)a[\s.-]t\s([a-z0-9-]{{2,40}})\sd[\s.-]o[\s.-]t\s(?={TLD}(?![a-z0-9]))"

_THEN = r"(?:,?\s(?:and\s)?(?:then|followed\sby|plus|and|dann|luego|puis|poi|depois|potem|apoi)\s)"
_NO_NAME = (
    rf"(?!(?:{NUMBER_WORD}|the|for|with|only|from|mail|call|text|just|underscore|dot)(?![a-z0-9]))"
)
_NAMED_NUMBER = (
    rf"\b((?:{PLATFORM})(?:{IS}|\s@?(?=[a-z.]{{0,20}}[_0-9])){_NO_NAME}[a-z][a-z0-9._]{{2,24}}"
    rf"(?:\s(?:{SIGNED})\s{_NO_NAME}[a-z0-9._]{{1,24}}){{0,2}})(?:{_THEN}|\s)({NUMBER}){END}"
)
_NAMED_THEN = (
    rf"\b((?:{PLATFORM})(?:{IS}|\s@?){_NO_NAME}[a-z][a-z0-9._]{{4,24}})"
    rf"{_THEN}([0-9]{{1,4}}|{NUMBER}){END}"
)
_LOCAL_NUMBER = (
    rf"(?<![a-z0-9@._-])(?=[a-z0-9._]{{3,31}},?\s[a-z])({_NO_NAME}[a-z0-9][a-z0-9._]{{2,30}})"
    rf"(?:{_THEN}|\s)({NUMBER}){TO_AT}"
)
_SIGN_NUMBER = rf"\b((?:{_UNDERSCORES})\s)({NUMBER})(?={END}|{TO_AT})"
_NUMBER_WORDS = " ".join(COUNTED)
_ROMAN = "i{1,3}|iv|vi{0,3}|ix|[0-9o]"

SIGN_RULES = {
    _LETTERS_AS: shape(0, "*1", "*"),
    _LETTERS_AT: shape(2, "^1", _SPELT_WORDS, f"{AT_WORDS} {DOT_WORDS}"),
    _LED_LETTERS: shape(3, "$1^2", _SPELT_WORDS, _LEAD_WORDS),
    _WWW: shape(1, "www", _W_WORDS, DOT_WORDS),
    _TWICE: shape(4, "$1__", _UNDERSCORE_WORDS),
    _ENDS_SO: shape(5, "$1$2_", _UNDERSCORE_WORDS, PLATFORM_WORDS),
    _A_T: shape(0, "at $1 dot ", "*"),
    _APART_SIGN: shape(0, "*1$3*4", "*"),
    _APART: shape(0, "*1", "*"),
    _NAMED_NUMBER: shape(0, "$1#2", PLATFORM_WORDS, _NUMBER_WORDS),
    _NAMED_THEN: shape(
        0, "$1#2", PLATFORM_WORDS, "then followed plus and dann luego puis poi depois potem apoi"
    ),
    _LOCAL_NUMBER: shape(1, "$1#2", _NUMBER_WORDS, f"@ {DOT_WORDS}"),
    _SIGN_NUMBER: shape(0, "$1#2", _UNDERSCORE_WORDS),
    r"<3(?![0-9>])": shape(0, "~", "<"),
    r"(?<=[0-9])\(\)(?=[\s.-]?[0-9(])|\(\)(?=[0-9]{2})": shape(0, "0", "()"),
    rf"(?<![a-z0-9$.])((?:(?:{_ROMAN})[\s.,-]{{1,2}}){{6,14}}(?:{_ROMAN}))(?![a-z0-9])": shape(
        9, "!1", "ii iii iv vi vii viii ix"
    ),
}
