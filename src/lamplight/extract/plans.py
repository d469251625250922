"""Which rows of digits can be telephone numbers, and how they are written the same way everywhere.

These are the countries; native/extract/plans.cpp tells numbers: digits, region -> Number

Method: numbering plans as carried by the phonenumbers package (libphonenumber, metadata only);
North America's own shape, N11-like restrictions left out, is checked without it. "Possible" is
enough: fictional and unassigned numbers (555-01xx, area code 994) are numbers too.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata

_NANP_TEXT = """
US CA PR DO JM TT BS BB AG AI BM DM GD GU KN KY LC MP MS SX TC VC VG VI AS
"""
NANP = frozenset(_NANP_TEXT.split())
"""Countries that share the North American plan, code 1."""

_TRUNK_TEXT = """
AE971 AL355 AT43 AU61 BA387 BD880 BE32 BG359 CH41 CY357 DE49 DZ213 EG20 FI358 FR33 GB44 HR385 HU36
IE353 IL972 IR98 JO962 JP81 KE254 KR82 LB961 LT370 MA212 MD373 ME382 MK389 MY60 NG234 NL31 NZ64
PH63 PK92 RO40 RS381 SA966 SE46 SI386 SK421 TH66 TW886 UA380 VN84 ZA27
"""
TRUNK = {region[:2]: region[2:] for region in _TRUNK_TEXT.split()}
"""Regions where a national number is written with its leading 0 -> country code."""

EXITS = {"AU": "0011"}
"""Regions that dial abroad with more than "00" -> that."""

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


_EVERYWHERE = "001"
"""The region of codes that belong to no country."""

_PURPOSES = (
    "premium_rate",
    "toll_free",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
    "fixed_line",
    "mobile",
)


def plan(name: str) -> list[tuple[str, str]]:
    """What libphonenumber says of a region, "DE" or "001+800", or the regions of a code, "+49".

    Nothing for what there is not. Lengths stand before the patterns they go with.
    """
    import phonenumbers  # slow to load, and most ads are read without it

    region, _, code = name.partition("+")
    if not region:
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
        return [("region", one + name if one == _EVERYWHERE else one) for one in regions]
    if region != _EVERYWHERE:
        found = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    else:
        found = phonenumbers.PhoneMetadata.metadata_for_nongeo_region(int(code), None)
    return [] if found is None else list(_rules(found))


def _rules(found: "PhoneMetadata") -> Iterator[tuple[str, str]]:
    yield "code", str(found.country_code)
    if general := found.general_desc:
        yield "lengths", " ".join(map(str, general.possible_length))
        yield "local", " ".join(map(str, general.possible_length_local_only))
    if found.international_prefix is not None:
        yield "abroad", found.international_prefix
    if found.national_prefix_for_parsing:
        yield "trunk", found.national_prefix_for_parsing
        yield "trunk groups", str(re.compile(found.national_prefix_for_parsing).groups)
        yield "transform", found.national_prefix_transform_rule or ""
    if found.leading_digits is not None:
        yield "leading", found.leading_digits
    for key, purpose in [("general", "general_desc"), *(("purpose", one) for one in _PURPOSES)]:
        desc = getattr(found, purpose)
        if desc is None or not desc.national_number_pattern:
            continue
        if purpose != "mobile" or not found.same_mobile_and_fixed_line_pattern:
            yield key, f"{','.join(map(str, desc.possible_length))} {desc.national_number_pattern}"
