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
_CODES = [
    "usd",
    "eur",
    "gbp",
    "cad",
    "aud",
    "nzd",
    "chf",
    "mxn",
    "brl",
    "jpy",
    "inr",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "ron",
    "huf",
    "zar",
    "sgd",
    "hkd",
    "thb",
    "php",
    "aed",
]
_NAMES = {
    "dollar": "$", "dollars": "$", "bucks": "$", "buck": "$", "dolares": "$", "dlls": "USD",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "reais": "BRL",
    "pesos": "$", "francs": "CHF", "franken": "CHF", "roses": "", "rose": "", "donation": "",
    "donations": "", "kisses": "", "flowers": "", "tulips": "",
}  # fmt: skip
_AMOUNT = r"(\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,6})((?:[.,]\d{2})?)(?!\d)"
_WORD = "|".join(sorted([*_NAMES, *_CODES], key=lambda word: (-len(word), word)))
_SIGN = "[$" + "".join(_SIGNS) + "]"
_BEFORE = re.compile(rf"(?:us|ca|au|c|a)?({_SIGN})\s?{_AMOUNT}(?:\s?(usd|cad|aud|eur|gbp)\b)?")
_AFTER = re.compile(rf"(?<![\d.,/-]){_AMOUNT}\s?(?:({_SIGN})(?!\s?\d)|({_WORD})\b)")
_CODE_BEFORE = re.compile(rf"\b({'|'.join(_CODES)})\s?{_AMOUNT}")
_TIME = (
    r"(?:hh|qv|hhr|half\s?(?:an\s)?(?:hour|hr)?|full\shour|hour|1\s?hr|hr|quick|overnight"
    r"|(?:15|30|60)\s?min)s?"
)
_SOLD = rf"{_TIME}|rates?(?:\sfrom|\sare|\sstart(?:ing)?(?:\sat)?)?|specials?|prices?|cost|from"
_RATE = re.compile(
    rf"\b(?:{_SOLD})\s?[:=-]?\s?([1-9]\d{{1,3}})"
    r"(?![\d%:'/.-]|\s?(?:am|pm|min|hr|hour|years?|yo|to\b|miles|lbs))"
    rf"|(?<![\d$.,:/-])([1-9]\d{{1,3}})\s?(?:/|per|an|a|for|4)\s?(?:{_TIME})\b"
)


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """Marked with a currency first, then with a length of time."""
    lower = reading.lower
    spans: list[tuple[int, int]] = []
    for pattern, place in (
        (_BEFORE, (1, 2, 3, 4)),
        (_AFTER, (3, 1, 2, 4)),
        (_CODE_BEFORE, (1, 2, 3, 3)),
    ):
        for price in pattern.finditer(lower):
            sign, whole, cents, word = (price[at] for at in place)
            if not any(start < price.end() and price.start() < end for start, end in spans[-3:]):
                currency = _currency(sign or "", word or "", region)
                spans.append(price.span())
                yield Found("price", _written(whole, cents, currency), *price.span(), 0.95)
    lower = reading.without(spans).lower if spans else lower
    for rate in _RATE.finditer(lower):
        group = 1 if rate[1] else 2
        if int(rate[group]) >= 30:
            yield Found("price", rate[group], *rate.span(group), 0.7)


def _currency(sign: str, word: str, region: str | None) -> str:
    if word in _CODES or sign in _CODES:
        return (word if word in _CODES else sign).upper()
    code = _SIGNS.get(sign) or (_NAMES.get(word, "") if word else "") or sign
    return _DOLLARS.get(region or "", "USD") if code == "$" else code


def _written(whole: str, cents: str, currency: str) -> str:
    number = whole.replace(",", "").replace(".", "")
    number = str(int(number))
    if cents and cents[1:] != "00":
        number += "." + cents[1:]
    return f"{number} {currency}".strip()
