"""What holds digits but is surely no telephone number.

Reading -> without_others -> the reading with those spans blanked

Times, dates, money, measures, coordinates, cards, and what stands directly after "ref" or "zip".
Limit: a number written right after such a word ("code 2135550123") is taken for what the word says.
"""

import re

from lamplight.extract.reading import Reading

_OTHERS = re.compile(
    r"""
      (?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2})
        (?![\d./-]\d|\d)
    | (?<![\d:])\d{1,2}:[0-5]\d(?:\s?-\s?\d{1,2}:[0-5]\d)?(?![:\d])
    | (?<![\d.-])\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b|h\b|hrs?\b|hours?\b|uhr\b)
    | (?<![\d-])24\s?[/x-]\s?7(?![\d-])
    | [$€£¥]\s?\d{1,4}(?:[.,]\d{2,3})*(?!\d)
    | (?<![\d.-])[1-9]\d{0,3}(?:[.,]\d{2,3})?\s?(?:[$€£](?!\s?\d)
        |(?:usd|eur|gbp|dollars?|dlls|euros?|bucks|pounds|roses?|pesos|reais|kisses|donations?)\b)
    | (?<![\d.-])\d{1,3}(?:\.\d)?\s?(?:'\s?\d{1,2}\b|(?:cm|kgs?|kilos|lbs?|ft|feet|inches|yo|y/o
        |yrs?|years?|anos|ans|jahre|anni|mins?|minutes|km|miles|mi)\b|%)
    | -?\b\d{1,3}\.\d{3,}\s?[,;/\s]\s?-?\d{1,3}\.\d{3,}
    | (?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])
    | (?<![\d-])(?:\d{4}[\s-]){3}\d{4}(?![\s-]?\d)
    | (?<![\d-])3\d{3}[\s-]\d{6}[\s-]\d{5}(?![\s-]?\d)
    | (?<![\d-])\d{5}-\d{4}(?![\d-])
    | (?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])
    | \b(?:ref(?:erence)?|code|order|zip(?:code)?|licen[cs]e|lic|permit|account|acct|booking|invoice
        |case|member|suite|room|apt|ticket|isbn|imei|serial|vin|tracking|card|passport|sku|upc|ean
        |postcode|plz|ad\sid|post\sid|user\sid|profile)
      (?:\s?(?:no|code|numbers?|num|id|is|nr)\b\.?|\s?[#:.=-])*\s?\#?\s?[a-z]{0,3}-?\d[\da-z]*(?:-[\da-z]+)*(?![\s.(-]{1,2}\d)
    """,
    re.VERBOSE,
)


def without_others(reading: Reading) -> Reading:
    """The same length; unchanged where nothing is found."""
    spans = [match.span() for match in _OTHERS.finditer(reading.lower)]
    return reading.without(spans) if spans else reading
