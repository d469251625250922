"""Which rows of digits can be telephone numbers, and how they are written the same way everywhere.

digits, region -> as_number -> Number(value, known)

Method: numbering plans as carried by the phonenumbers package (libphonenumber, metadata only);
North America's own shape, N11-like restrictions left out, is checked here without it. "Possible"
is enough: fictional and unassigned numbers (555-01xx, area code 994) are numbers too.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_NANP_TEXT = """
US CA PR DO JM TT BS BB AG AI BM DM GD GU KN KY LC MP MS SX TC VC VG VI AS
"""
NANP = frozenset(_NANP_TEXT.split())
"""Countries that share the North American plan, code 1."""

_TRUNK_TEXT = """
AE AL AT AU BA BD BE BG CH CY DE DZ EG FI FR GB HR HU IE IL IR JO JP KE KR LB LT MA MD ME MK MY NG
NL NZ PH PK RO RS SA SE SI SK TH TW UA VN ZA
"""
TRUNK = frozenset(_TRUNK_TEXT.split())
"""Regions where a national number is written with its leading 0."""

SHORTEST, LONGEST = 7, 15
"""Digits of a number: fewer is a local number that can't be joined on, E.164 allows no more."""

_ASSIGNED = """
20123456789 21023456789 2203456789 2314569 240689 250123467 2602379 27023469 28139 30123456789
31023456789 3201345679 330124679 3401367 3501234 3601345789 380256 40123456789 41023456789
423458 430124578 440123578 4508 463489 47024589 4804 500123456789 51023456789 520123456789
53012349 540148 55179 56123467 5701234579 5801245678 600123456789 61023456789 62023689 6301369
6401567 65016789 6601279 670128 68012369 70123456789 7123456789 72045678 73012478 7402378 753478
7602359 7701234589 780124567 800123456789 81023456789 82015689 830123589 840345789 850456789
8602345678 870236789 888 900123456789 91023456789 920589 930146789 9401235789 9512469 970123589
98034569
"""
AREA_CODES = frozenset(tens[:2] + unit for tens in _ASSIGNED.split() for unit in tens[2:])
"""Assigned in one of these countries; each word is two digits and every third that follows them."""

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
    import phonenumbers

    return phonenumbers.country_code_for_region(region)


def _parsed(written: str, region: str | None) -> Number | None:
    import phonenumbers  # slow to load, and most ads are read without it

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
