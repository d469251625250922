"""Prices: a number with a currency, or with a length of time that is being sold.

These are the words and patterns; native/extract/kinds/price.cpp reads: "$120" -> "120 USD"

"$" is the region's dollar. Limit: bare lists of numbers and amounts in words are not read.
"""

import re

RANK = 60

DOLLARS = {
    "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "CL": "CLP",
    "CO": "COP", "AR": "ARS", "TW": "TWD",
}  # fmt: skip
SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₱": "PHP",
    "₺": "TRY", "฿": "THB", "₫": "VND", "₪": "ILS", "₴": "UAH", "₦": "NGN",
}  # fmt: skip
_CODES_TEXT = """
usd eur gbp cad aud nzd chf mxn brl jpy inr sek nok dkk pln czk ron huf zar sgd hkd thb php aed
"""
CODES = _CODES_TEXT.split()
PREFIXES = {
    "us": "USD", "ca": "CAD", "c": "CAD", "au": "AUD", "a": "AUD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "mx": "MXN", "r": "BRL",
}  # fmt: skip
"""Letters before "$" that say whose dollar or real it is."""

NAMES = {
    "dollar": "$", "dollars": "$", "bucks": "$", "buck": "$", "dolares": "$", "dlls": "USD",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "reais": "BRL",
    "pesos": "$", "francs": "CHF", "franken": "CHF", "roses": "", "rose": "", "donation": "",
    "donations": "", "kisses": "", "flowers": "", "tulips": "",
}  # fmt: skip
_SIGN = "[$" + "".join(SIGNS) + "]"
_WORD = "|".join(sorted([*NAMES, *CODES], key=lambda word: (-len(word), word)))
NUMBER = re.compile(r"(\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,6}(?!\d))([.,]\d{2}(?!\d))?")
BEFORE = re.compile(
    rf"(?:((?:\b(?:{'|'.join(PREFIXES)}))?(?<!\d){_SIGN}|{_SIGN}(?!\s))|\b({'|'.join(CODES)}))\s?$"
)
AFTER = re.compile(rf"\s?(?:({_SIGN})(?!\s?\d)|({_WORD})\b)|({_SIGN})(?=\s)")
_TIME = (
    r"(?:hh|qv|hhr|half\s?(?:an\s)?(?:hour|hr)?|full\shour|hour|1\s?hr|hr|quick|overnight"
    r"|(?:15|30|60)\s?min)s?"
)
_SOLD = rf"{_TIME}|rates?(?:\sfrom|\sare|\sstart(?:ing)?(?:\sat)?)?|specials?|prices?|cost|from"
SOLD_BEFORE = re.compile(rf"\b(?:{_SOLD})\s?[:=-]?\s?$")
NOT_SOLD = re.compile(r"[\d%:'/.-]|\s?(?:am|pm|min|hr|hour|years?|yo|to\b|miles|lbs)")
SOLD_AFTER = re.compile(rf"\s?(?:/|per|an|a|for|4)\s?(?:{_TIME})\b")
CONTINUES = frozenset(".,/:-'")
LEAST = 30
