"""The slow twin of native/extract/kinds/price.cpp: every number, with re."""

import re
from collections.abc import Iterator

from lamplight.extract.kinds.price import (
    AFTER,
    BEFORE,
    CODES,
    CONTINUES,
    DOLLARS,
    LEAST,
    NAMES,
    NOT_SOLD,
    NUMBER,
    PREFIXES,
    SIGNS,
    SOLD_AFTER,
    SOLD_BEFORE,
)
from lamplight.extract.places import Places
from tests.extract.slow.found import Found
from tests.extract.slow.reading import Reading


def find(reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
    """A currency makes a number a price surely, a length of time probably."""
    lower = reading.lower
    for number in NUMBER.finditer(lower):
        start, end = number.span()
        before = BEFORE.search(lower, max(0, start - 5), start)
        after = AFTER.match(lower, end)
        part_of_other = start > 0 and lower[start - 1] in CONTINUES
        if before or (after and not part_of_other):
            currency = _currency(before, after, region)
            span = _span(before, after, number)
            yield Found("price", _written(number[1], number[2], currency), *span, 0.95)
        elif not part_of_other and number[1].isdigit() and _sold(lower, number):
            yield Found("price", number[1], start, number.end(1), 0.7)


def _sold(lower: str, number: re.Match[str]) -> bool:
    """A length of time or a word such as "special" stands beside the number."""
    start, end = number.span(1)
    if not 2 <= end - start <= 4 or int(number[1]) < LEAST or number[2]:
        return False
    if SOLD_AFTER.match(lower, end):
        return True
    named = SOLD_BEFORE.search(lower, max(0, start - 24), start)
    return named is not None and not NOT_SOLD.match(lower, end)


def _span(
    before: re.Match[str] | None, after: re.Match[str] | None, number: re.Match[str]
) -> tuple[int, int]:
    """With the sign or word that names the currency."""
    start, end = number.span()
    if before:
        start = before.start()
    if after and (after[2] in CODES or not before):
        end = after.end()
    return start, end


def _currency(before: re.Match[str] | None, after: re.Match[str] | None, region: str | None) -> str:
    """ISO 4217; empty where a word such as "roses" names none."""
    word = (after and after[2]) or (before and before[2]) or ""
    if word in CODES:
        return word.upper()
    sign = before[1] if before else (after[1] or after[3]) if after else None
    if sign and sign[:-1] in PREFIXES:
        return PREFIXES[sign[:-1]]
    code = NAMES.get(word, "") if sign is None else SIGNS.get(sign[-1], "$")
    return DOLLARS.get(region or "", "USD") if code == "$" else code


def _written(whole: str, cents: str | None, currency: str) -> str:
    number = str(int(whole.replace(",", "").replace(".", "")))
    if cents and cents[1:] != "00":
        number += "." + cents[1:]
    return f"{number} {currency}".strip()
