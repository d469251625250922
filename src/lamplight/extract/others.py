"""What holds digits but is surely no telephone number.

Reading -> without_others -> the reading with those spans blanked

Times, dates, money, measures, coordinates, versions, files, cards, and what stands directly after
"ref", "zip" or "size". Limit: a number written right after such a word ("code 2135550123") is taken
for what the word says.
"""

import re

from lamplight.extract.labels import labelled, may_label
from lamplight.extract.reading import Reading

_DIGITS = re.compile(r"[0-9]+")
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0?[1-9]|1[0-2])"
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
        [0-5]\d(?:(?P=hm)[0-5]\d(?:[.,]?\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?(?!\d)
    | (?<![./-])(?:{day}[./]{month}|{month}[./]{day})(?:[./](?:20)?\d\d)?\s?-\s?
        (?:{day}[./]{month}|{month}[./]{day})(?:[./](?:20)?\d\d)?(?![./-]?\d)
    | (?<![./-])(?P<iso>(?:19|20)\d\d(?P<to>[./-])\d\d(?P=to)\d\d)\s?-\s?(?:19|20)\d\d(?P=to)\d\d
        (?P=to)\d\d(?!\d)
    | (?<![\d-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d-]|\s\d)
    | (?<![:\d])(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?(?![:\d])
    | (?<!\d)[1-9]\d\+(?:\s[1-9]\d\+)*(?=\s|$)
    | (?<![\d-])(?:[01]\d|2[0-4])(?:00|15|30|45)\s?-\s?(?:[01]\d|2[0-4])(?:00|15|30|45)(?![\d-])
    | (?<=\b[a-z]{2})\d{2}(?:\s?(?=[a-z]{0,4}\d)[a-z0-9]{4}){3,7}(?:\s?\d{1,3})?(?!\d)
    | \d\s\d{6}\s\d{6}(?!\d) | \d\s\d{5}\s\d{5}\s\d(?!\d)
    | (?<![\d.,])(?=[\d\s]{1,30}[.,]5\b)
        \d{1,2}(?:[.,]5)?(?:[\s,]{1,2}\d{1,2}(?:[.,]5)?\b){2,}(?![.,]?\d)
    | (?<!:)\d{1,2}:[0-5]\d(?:\s?-\s?\d{1,2}:[0-5]\d)?(?![:\d])
    | (?<![.-])\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b|h\b|hrs?\b|hours?\b|uhr\b)
    | (?<!-)24\s?[/x-]\s?7(?![\d-])
    | (?<![.-])(?:[1-9]\d{0,2}|(?<!\d{3}\s)(?<!\d{3}\s\s)[1-9]\d{3})(?:[.,]\d{2,3})?
        \s?(?:[$€£](?!\s?\d)
        |(?:usd|eur|gbp|dollars?|dlls|euros?|bucks|pounds|roses?|pesos|reais|kisses|donations?
        |lei|ron|kc|czk|zl|pln|chf|kr|sek|nok|dkk|rub|rublej|tl|aud|cad|mxn|cop|ars|brl)\b)
    | (?<![.-])\d{1,3}(?:\.\d)?\s?(?:'\s?\d{1,2}\b|(?:cm|kgs?|kilos|lbs?|ft|feet|inches|yo|y/o
        |yrs?|years?|anos|ans|jahre|anni|mins?|minutes|km|miles|mi|m2
        |qm|ml|gb|mb|hp|ps|mah)\b|%(?!\d))
    | (?<!\.)\d{1,3}\.\d{3,}(?:\s?[,;/\s]\s?-?|(?<=\.\d{4})-|(?<=\.\d{6})-)\d{1,3}\.\d{3,}
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
    """.replace("{day}", _DAY)
    .replace("{month}", _MONTH)
    .replace("{octet}", _OCTET),
    re.VERBOSE,
)
"""Matched where a row of digits begins."""

_MONEY = re.compile(r"\d{1,4}(?:[.,]\d{2,3})*(?!\d)")
_COUNTED = re.compile(
    r"\b(?:first|next|middle|second|last|final)\s(three|four|seven|[347])(?=\s?(?:[:=]|digits|numbers|are|is))"
)
_COUNTS = frozenset({"first", "next", "middle", "second", "last", "final"})
_KEY = re.compile(r"(?:[?&][a-z_]{0,12}(?:id|item|post|ad|ref|key)=|\b[ps]/n[\s:#]{0,3})$")

_KEY_ENDS = frozenset("=n :#")
_KEYED = re.compile(r"\d[\da-z]*(?:-[\da-z]+)*(?![\da-z]|[\s.(-]{1,2}\d)")


def without_others(reading: Reading) -> Reading:
    """The same length; unchanged where nothing is found."""
    spans = []
    if not reading.words.isdisjoint(_COUNTS):
        spans = [counted.span(1) for counted in _COUNTED.finditer(reading.lower)]
    end, labels = 0, may_label(reading)
    for digits in _DIGITS.finditer(reading.lower):
        if digits.start() >= end and (
            other := _other(reading.lower, digits.start(), labels=labels)
        ):
            spans.append((digits.start(), other.end()))
            end = other.end()
    return reading.without(spans) if spans else reading


def _other(lower: str, start: int, *, labels: bool) -> re.Match[str] | None:
    if lower[start - 1 : start] in ("$", "€", "£", "¥") or lower[start - 2 : start] == "$ ":
        return _MONEY.match(lower, start)
    if other := _FROM_DIGITS.match(lower, start):
        return other
    if lower[start - 1 : start] in _KEY_ENDS and _KEY.search(lower, max(0, start - 16), start):
        return _KEYED.match(lower, start)
    return labelled(lower, start) if labels else None
