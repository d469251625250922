"""Numbers told in plain Python, with phonenumbers: the slow twin of native/extract/plans.cpp."""

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from lamplight.extract.plans import AREA_CODES, EXITS, LONGEST, NANP, SHORTEST, TRUNK

_NORTH_AMERICAN = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}")


class Number(NamedTuple):
    """A row of digits as a number.

    value   E.164; without a usable region the digits alone
    known   the plan assigns such numbers
    national  digits after the country code
    """

    value: str
    known: bool
    national: str


@lru_cache(maxsize=1 << 14)
def as_number(digits: str, region: str | None, *, plus: bool = False) -> Number | None:
    """None where the region's plan has no number like it; plus: the country code was written."""
    if plus:
        return _international(digits)
    if region is None:
        if digits.startswith("00"):
            return _international(digits[2:])
        american = bool(_NORTH_AMERICAN.fullmatch(digits, digits.startswith("1")))
        return Number(digits, american, digits) if SHORTEST <= len(digits) <= LONGEST else None
    if region in NANP:
        return _american(digits)
    return _foreign(digits, region)


def _american(digits: str) -> Number | None:
    national = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    if _NORTH_AMERICAN.fullmatch(national):
        return Number("+1" + national, national[:3] in AREA_CODES, national)
    code = next((code for code in ("011", "00") if digits.startswith(code)), None)
    return _international(digits[len(code) :]) if code else None


def _international(digits: str) -> Number | None:
    if not SHORTEST <= len(digits) <= LONGEST or digits[0] == "0":
        return None
    if digits[0] == "1":
        return _american(digits) if len(digits) == 11 else None
    return _parsed("+" + digits, None)


def _foreign(digits: str, region: str) -> Number | None:
    """As dialled in the region, with its trunk prefix or the country code in front, or bare."""
    if (code := EXITS.get(region)) and digits.startswith(code):
        return _international(digits[len(code) :])
    if not SHORTEST <= len(digits) <= LONGEST:
        return None
    if digits.startswith("00"):
        return _international(digits[2:])
    if region in TRUNK and digits[0] != "0":
        abroad = _parsed("+" + digits, None)
        if abroad and abroad.known and digits.startswith(str(_country_code(region))):
            return abroad
    return _parsed(digits, region)


@lru_cache
def _country_code(region: str) -> int:
    return phonenumbers.country_code_for_region(region)


def _parsed(written: str, region: str | None) -> Number | None:
    if region is not None and region not in phonenumbers.SUPPORTED_REGIONS:
        return as_number(written, None)
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    national = phonenumbers.national_significant_number(number)
    known = phonenumbers.is_valid_number(number)
    if national[0] == "0" and not known:
        return None
    return Number(f"+{number.country_code}{national}", known, national)
