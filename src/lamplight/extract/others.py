"""What holds digits but is surely no telephone number.

Reading -> without_others -> the reading with those spans blanked

Times, dates, money, measures, coordinates, versions, files, cards, and what stands directly after
"ref", "zip" or "size". Limit: a number written right after such a word ("code 2135550123") is taken
for what the word says.
"""

import re

from lamplight.extract.reading import Reading

_DIGITS = re.compile(r"[0-9]+")
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_FROM_DIGITS = re.compile(
    r"""
      (?<![./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})
        (?![\d./-]\d|\d)
    | (?<![./-])(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.?\s?-\s?(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.
        (?![\d./-]*\d)
    | (?<![./-])(?:{day}(?P<of>[./]){day}(?P=of)?(?:\s?[,;&-]\s?|\s)){2,}{day}(?P=of){day}
        (?![\d./-]*\d)
    | (?<![./-])(?:{day}(?P<yy>[./-]){day}(?P=yy)\d\d(?:\s?[,;&]\s?|\s(?:-\s)?)){1,9}
        {day}(?P=yy){day}(?P=yy)\d\d(?!\d)
    | (?:19|20)\d\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])[t_\ -]?(?:[01]\d|2[0-3])(?P<hm>:?)
        [0-5]\d(?:(?P=hm)[0-5]\d(?:[.,]\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?(?!\d)
    | (?<![\d-])(?:[01]\d|2[0-4])(?:00|15|30|45)\s?-\s?(?:[01]\d|2[0-4])(?:00|15|30|45)(?![\d-])
    | (?<=\b[a-z]{2})\d{2}(?:\s?(?=[a-z]{0,4}\d)[a-z0-9]{4}){3,7}(?:\s?\d{1,3})?(?!\d)
    | \d\s\d{6}\s\d{6}(?!\d) | \d\s\d{5}\s\d{5}\s\d(?!\d)
    | (?<![\d.,])(?=[\d\s]{1,30}[.,]5\b)
        \d{1,2}(?:[.,]5)?(?:[\s,]{1,2}\d{1,2}(?:[.,]5)?\b){2,}(?![.,]?\d)
    | (?<!:)\d{1,2}:[0-5]\d(?:\s?-\s?\d{1,2}:[0-5]\d)?(?![:\d])
    | (?<![.-])\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b|h\b|hrs?\b|hours?\b|uhr\b)
    | (?<!-)24\s?[/x-]\s?7(?![\d-])
    | (?<![.-])[1-9]\d{0,3}(?:[.,]\d{2,3})?\s?(?:[$€£](?!\s?\d)
        |(?:usd|eur|gbp|dollars?|dlls|euros?|bucks|pounds|roses?|pesos|reais|kisses|donations?)\b)
    | (?<![.-])\d{1,3}(?:\.\d)?\s?(?:'\s?\d{1,2}\b|(?:cm|kgs?|kilos|lbs?|ft|feet|inches|yo|y/o
        |yrs?|years?|anos|ans|jahre|anni|mins?|minutes|km|miles|mi)\b|%(?!\d))
    | (?<!\.)\d{1,3}\.\d{3,}\s?[,;/\s]\s?-?\d{1,3}\.\d{3,}
    | (?:(?<=[a-z]/)\d{1,4}\.\d+|\d{1,3}\.0\.\d{4,5})(?:\.\d+)+
    | [\d_-]{6,40}\.(?:jpe?g|png|gif|webp|heic|pdf|mp4|mov|docx?|zip|txt)\b
    | (?<=\#)[0-9a-f]{6}(?=[\s,;]+\#[0-9a-f]{6}\b)
    | (?<![\dx])(?!\d{3}x\d{3}x)\d{1,4}(?:[.,]\d)?(?:x\d{1,4}(?:[.,]\d)?){1,2}(?![\dx])
    | \d+\s?[+*]\s?\d+\s?=\s?\d+
    | (?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])
    | (?<![.:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\d:])
    | (?<![.\d])\d{1,2}(?:\.\d{1,2}){2}(?:\s\d{1,2}(?:\.\d{1,2}){2})+(?!\.?\d|\s\d+\.)
    | \d{3}\.\d{3}\.\d{3}-\d{2}(?!\d) | \d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}(?!\d)
    | (?<![.-])(?=[\d.]{9}){octet}\.{octet}\.{octet}\.{octet}(?![\d.])
    | (?<!-)(?:\d{4}[\s-]){3}\d{4}(?![\s-]?\d)
    | (?<!-)3\d{3}[\s-]\d{6}[\s-]\d{5}(?![\s-]?\d)
    | (?<![\d)]\s)(?<![\d)-])\d{5}-\d{4}(?![\d-])
    | (?<!-)\d{3}-\d{2}-\d{4}(?![\d-])
    """.replace("{day}", _DAY).replace("{octet}", _OCTET),
    re.VERBOSE,
)
"""Matched where a row of digits begins."""

_MONEY = re.compile(r"\d{1,4}(?:[.,]\d{2,3})*(?!\d)")
_NAMED_TEXT = """
ref reference code order zip zipcode license licence lic permit account acct booking invoice case
member suite room apt ticket serial sn tracking card passport sku postcode plz profile floor unit
batch vin po rma commande pedido ordine bestellnummer kundennummer ticketnummer uid guid pid sid
"""
_NAMED = frozenset(_NAMED_TEXT.split())
"""Words whose number is no telephone number."""

_KEPT_TEXT = """
iban bic isbn issn isin wkn ean upc imei iccid siret siren nif nie dni cif cpf cnpj rg cui
cnp ein ssn nhs vat ust ustid idnr ustidnr steuernummer steuernr kto konto blz kontonummer routing
bsb rfc iva piva abn pesel pnr arxiv
"""
_KEPT = frozenset(_KEPT_TEXT.split())
"""Words whose number is none either, in however many groups it is written."""

_NUMBERED_TEXT = """
ad listing post posting user account art artikel article item model invoice rechnung factura facture
fattura fatura order booking case serial customer client kunde kunden cliente member mitglied
passport policy contract vertrag reference ref claim badge meter file record registration tax
identity insurance part product stock locker bank flight jersey table
"""
_NUMBERED = frozenset(_NUMBERED_TEXT.split())
"""Words whose id, no. or # is none either."""

_VERSIONED = frozenset({"version", "release", "build"})

_SIZED_TEXT = """
size sizes gr grosse grossen schuhgrosse kleidergrosse kleid schuhe taille tailles pointure talla
tallas taglia taglie tamanho marime marimi medidas misure masse bust bra waist hips
"""
_SIZED = frozenset(_SIZED_TEXT.split())
"""Words before sizes: numbers below a hundred."""

_PAGED = frozenset({"pages", "pp", "pg", "seiten", "paginas", "rooms", "channels"})

_GLUED = frozenset(word + end for word in _NAMED | _NUMBERED for end in ("id", "no", "nr"))
"""The same in one word: "postid"."""

_WITH_NAMES = _GLUED | _NAMED | _KEPT | _NUMBERED | _VERSIONED | _SIZED | _PAGED
_NAME_BEFORE = re.compile(
    r"(?<![a-z])([a-z]+)(?:\s?(?:no|code|numbers?|num|id|is|nr|nummer)\b\.?|\s?[#:.=-])*\s?\#?\s?[a-z]{0,3}-?$"
)
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_NAMED_NUMBER = re.compile(r"\d[\da-z]*(?:-[\da-z]+)*(?![\s.(-]{1,2}\d)")
_IN_GROUPS = re.compile(
    r"\d[\da-z]*(?:(?:[./-]|\s(?:[/-]\s)?)(?!\d{3}[\s.-]\d{3}[\s.-]\d{4}(?!\d))\d[\da-z]*)*"
)
_SIZES = re.compile(r"\d{1,2}(?:[\s,/-]{1,3}\d{1,2})*(?!\d)")
_LISTED = re.compile(r"\d{1,4}(?:-\d{1,4})?(?:\s?[,&]\s?\d{1,4}(?:-\d{1,4})?)+(?!\d)")
_COUNTED = re.compile(
    r"\b(?:first|next|middle|second|last|final)\s(three|four|seven|[347])(?=\s?(?:[:=]|digits|numbers|are|is))"
)
_COUNTS = frozenset({"first", "next", "middle", "second", "last", "final"})
_KEY = re.compile(r"(?:[?&][a-z_]{0,12}(?:id|item|post|ad|ref|key)=|\b[ps]/n[\s:#]{0,3})$")

_KEY_ENDS = frozenset("=n :#")


def without_others(reading: Reading) -> Reading:
    """The same length; unchanged where nothing is found."""
    spans = []
    if not reading.words.isdisjoint(_COUNTS):
        spans = [counted.span(1) for counted in _COUNTED.finditer(reading.lower)]
    end = 0
    for digits in _DIGITS.finditer(reading.lower):
        if digits.start() >= end and (other := _other(reading, digits.start())):
            spans.append((digits.start(), other.end()))
            end = other.end()
    return reading.without(spans) if spans else reading


def _other(reading: Reading, start: int) -> re.Match[str] | None:
    lower = reading.lower
    if lower[start - 1 : start] in ("$", "€", "£", "¥") or lower[start - 2 : start] == "$ ":
        return _MONEY.match(lower, start)
    if other := _FROM_DIGITS.match(lower, start):
        return other
    if lower[start - 1 : start] in _KEY_ENDS and _KEY.search(lower, max(0, start - 16), start):
        return _NAMED_NUMBER.match(lower, start)
    if not _WITH_NAMES.isdisjoint(reading.words):
        return _named(lower, start)
    return None


def _named(lower: str, start: int) -> re.Match[str] | None:
    """What stands directly after "ref", "ad id" or "version"."""
    name = _NAME_BEFORE.search(lower, max(0, start - 30), start)
    if name is None:
        return None
    word = name[1]
    if word in _NUMBERED and re.search("[a-z#]", name.group()[len(word) :]):
        return _IN_GROUPS.match(lower, start)
    return next((after.match(lower, start) for words, after in _AFTER if word in words), None)


_AFTER = (
    (_NAMED | _GLUED, _NAMED_NUMBER),
    (_KEPT, _IN_GROUPS),
    (_VERSIONED, _VERSION),
    (_SIZED, _SIZES),
    (_PAGED, _LISTED),
)
