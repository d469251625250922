"""Prices: a number with a currency, or with a length of time that is being sold.

Reading -> find -> Found("price", "120 USD")

"$" is the region's dollar. Limit: bare lists of numbers and amounts in words are not read.
"""

import re
from collections.abc import Iterator

from lamplight.extract.found import Found
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading

RANK = 60

_DOLLARS = {
    "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "CL": "CLP",
    "CO": "COP", "AR": "ARS", "TW": "TWD",
}  # fmt: skip
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₱": "PHP",
    "₺": "TRY", "฿": "THB", "₫": "VND", "₪": "ILS", "₴": "UAH", "₦": "NGN",
}  # fmt: skip
_CODES_TEXT = """
usd eur gbp cad aud nzd chf mxn brl jpy inr sek nok dkk pln czk ron huf zar sgd hkd thb php aed
"""
_CODES = _CODES_TEXT.split()
_PREFIXES = {
    "us": "USD", "ca": "CAD", "c": "CAD", "au": "AUD", "a": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "mx": "MXN", "r": "BRL",
}  # fmt: skip
"""Letters before "$" that say whose dollar or real it is."""

_NAMES = {
    "dollar": "$", "dollars": "$", "bucks": "$", "buck": "$", "dolares": "$", "dlls": "USD",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "reais": "BRL",
    "pesos": "$", "francs": "CHF", "franken": "CHF", "roses": "", "rose": "", "donation": "",
    "donations": "", "kisses": "", "flowers": "", "tulips": "",
}  # fmt: skip
_SIGN = "[$" + "".join(_SIGNS) + "]"
_WORD = "|".join(sorted([*_NAMES, *_CODES], key=lambda word: (-len(word), word)))
_NUMBER = re.compile(r"(\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,6}(?!\d))([.,]\d{2}(?!\d))?")
_BEFORE = re.compile(
    rf"(?:((?:\b(?:{'|'.join(_PREFIXES)}))?(?<!\d){_SIGN}|{_SIGN}(?!\s))|\b({'|'.join(_CODES)}))\s?$"
)
_AFTER = re.compile(rf"\s?(?:({_SIGN})(?!\s?\d)|({_WORD})\b)|({_SIGN})(?=\s)")
_TIME = (
    r"(?:hh|qv|hhr|half\s?(?:an\s)?(?:hour|hr)?|full\shour|hour|1\s?hr|hr|quick|overnight"
    r"|(?:15|30|60)\s?min)s?"
)
_SOLD = rf"{_TIME}|rates?(?:\sfrom|\sare|\sstart(?:ing)?(?:\sat)?)?|specials?|prices?|cost|from"
_SOLD_BEFORE = re.compile(rf"\b(?:{_SOLD})\s?[:=-]?\s?$")
_NOT_SOLD = re.compile(r"[\d%:'/.-]|\s?(?:am|pm|min|hr|hour|years?|yo|to\b|miles|lbs)")
_SOLD_AFTER = re.compile(rf"\s?(?:/|per|an|a|for|4)\s?(?:{_TIME})\b")
_CONTINUES = frozenset(".,/:-'")
_LEAST = 30


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """A currency makes a number a price surely, a length of time probably."""
    lower = reading.lower
    for number in _NUMBER.finditer(lower):
        start, end = number.span()
        before = _BEFORE.search(lower, max(0, start - 5), start)
        after = _AFTER.match(lower, end)
        part_of_other = start > 0 and lower[start - 1] in _CONTINUES
        if before or (after and not part_of_other):
            currency = _currency(before, after, region)
            span = _span(before, after, number)
            yield Found("price", _written(number[1], number[2], currency), *span, 0.95)
        elif not part_of_other and number[1].isdigit() and _sold(lower, number):
            yield Found("price", number[1], start, number.end(1), 0.7)


def _sold(lower: str, number: re.Match[str]) -> bool:
    """A length of time or a word such as "special" stands beside the number."""
    start, end = number.span(1)
    if not 2 <= end - start <= 4 or int(number[1]) < _LEAST or number[2]:
        return False
    if _SOLD_AFTER.match(lower, end):
        return True
    named = _SOLD_BEFORE.search(lower, max(0, start - 24), start)
    return named is not None and not _NOT_SOLD.match(lower, end)


def _span(
    before: re.Match[str] | None, after: re.Match[str] | None, number: re.Match[str]
) -> tuple[int, int]:
    """With the sign or word that names the currency."""
    start, end = number.span()
    if before:
        start = before.start()
    if after and (after[2] in _CODES or not before):
        end = after.end()
    return start, end


def _currency(before: re.Match[str] | None, after: re.Match[str] | None, region: str | None) -> str:
    """ISO 4217; empty where a word such as "roses" names none."""
    word = (after and after[2]) or (before and before[2]) or ""
    if word in _CODES:
        return word.upper()
    sign = before[1] if before else (after[1] or after[3]) if after else None
    if sign and sign[:-1] in _PREFIXES:
        return _PREFIXES[sign[:-1]]
    code = _NAMES.get(word, "") if sign is None else _SIGNS.get(sign[-1], "$")
    return _DOLLARS.get(region or "", "USD") if code == "$" else code


def _written(whole: str, cents: str | None, currency: str) -> str:
    number = str(int(whole.replace(",", "").replace(".", "")))
    if cents and cents[1:] != "00":
        number += "." + cents[1:]
    return f"{number} {currency}".strip()
