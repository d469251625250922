"""What holds digits but is surely no telephone number.

Reading -> without_others -> the reading with those spans blanked

Times, dates, money, measures, coordinates, cards, and what stands directly after "ref" or "zip".
Limit: a number written right after such a word ("code 2135550123") is taken for what the word says.
"""

import re

from lamplight.extract.reading import Reading

_DIGITS = re.compile(r"[0-9]+")
_FROM_DIGITS = re.compile(
    r"""
      (?<![./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})
        (?![\d./-]\d|\d)
    | (?<![./-])(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.?\s?-\s?(?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])\.
        (?![\d./-]*\d)
    | (?<=[^a-z0-9][a-z]{2})\d{2}(?:\s?\d{4}){3,7}(?:\s?\d{1,3})?(?!\d)
    | (?<!:)\d{1,2}:[0-5]\d(?:\s?-\s?\d{1,2}:[0-5]\d)?(?![:\d])
    | (?<![.-])\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b|h\b|hrs?\b|hours?\b|uhr\b)
    | (?<!-)24\s?[/x-]\s?7(?![\d-])
    | (?<![.-])[1-9]\d{0,3}(?:[.,]\d{2,3})?\s?(?:[$€£](?!\s?\d)
        |(?:usd|eur|gbp|dollars?|dlls|euros?|bucks|pounds|roses?|pesos|reais|kisses|donations?)\b)
    | (?<![.-])\d{1,3}(?:\.\d)?\s?(?:'\s?\d{1,2}\b|(?:cm|kgs?|kilos|lbs?|ft|feet|inches|yo|y/o
        |yrs?|years?|anos|ans|jahre|anni|mins?|minutes|km|miles|mi)\b|%)
    | (?<!\.)\d{1,3}\.\d{3,}\s?[,;/\s]\s?-?\d{1,3}\.\d{3,}
    | (?<![.-])(?=[\d.]{9})\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])
    | (?<!-)(?:\d{4}[\s-]){3}\d{4}(?![\s-]?\d)
    | (?<!-)3\d{3}[\s-]\d{6}[\s-]\d{5}(?![\s-]?\d)
    | (?<!-)\d{5}-\d{4}(?![\d-])
    | (?<!-)\d{3}-\d{2}-\d{4}(?![\d-])
    """,
    re.VERBOSE,
)
"""Matched where a row of digits begins."""

_MONEY = re.compile(r"\d{1,4}(?:[.,]\d{2,3})*(?!\d)")
_NAMED = frozenset(
    {
        *("ref", "reference", "code", "order", "zip", "zipcode", "license", "licence", "lic"),
        *("permit", "account", "acct", "booking", "invoice", "case", "member", "suite", "room"),
        *("apt", "ticket", "isbn", "imei", "serial", "vin", "tracking", "card", "passport", "sku"),
        *("upc", "ean", "postcode", "plz", "profile", "floor", "unit", "batch"),
    }
)
"""Words whose number is no telephone number."""

_NUMBERED = frozenset({"ad", "listing", "post", "posting", "user", "account"})
"""Words whose id, no. or # is none either."""

_VERSIONED = frozenset({"version", "release", "build"})

_WITH_NAMES = _NAMED | _NUMBERED | _VERSIONED
_NAME_BEFORE = re.compile(
    r"(?<![a-z])([a-z]+)(?:\s?(?:no|code|numbers?|num|id|is|nr)\b\.?|\s?[#:.=-])*\s?\#?\s?[a-z]{0,3}-?$"
)
_VERSION = re.compile(r"\d+(?:\.\d+)+")
_NAMED_NUMBER = re.compile(r"\d[\da-z]*(?:-[\da-z]+)*(?![\s.(-]{1,2}\d)")


def without_others(reading: Reading) -> Reading:
    """The same length; unchanged where nothing is found."""
    spans = []
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
    if not _WITH_NAMES.isdisjoint(reading.words):
        return _named(lower, start)
    return None


def _named(lower: str, start: int) -> re.Match[str] | None:
    """What stands directly after "ref", "ad id" or "version"."""
    name = _NAME_BEFORE.search(lower, max(0, start - 30), start)
    if name is None:
        return None
    if name[1] in _VERSIONED:
        return _VERSION.match(lower, start)
    numbered = name[1] in _NUMBERED and name.group()[len(name[1]) :].strip()
    return _NAMED_NUMBER.match(lower, start) if name[1] in _NAMED or numbered else None
