"""Numbering plans."""

import random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.plans import AREA_CODES, NANP, TRUNK
from lamplight.extract.read import extractor
from tests.extract.slow.plans import as_number

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
LEADS = ["", "0", "1", "8", "00", "011", "010", "810", "0015", "06", "15", "9", "044"]


def natively(digits: str, region: str | None, *, plus: bool) -> tuple[str, bool, str] | None:
    return extractor(read_places()).number(digits, region or "", plus)


def assigned(region: str) -> str:
    """A national number of the region that its plan assigns."""
    number = phonenumbers.example_number(region)
    return phonenumbers.national_significant_number(number) if number else "5550123"


@pytest.mark.parametrize("region", REGIONS)
def test_numbers_of_all_regions_are_those_of_libphonenumber(region: str) -> None:
    """The kernel reads them by libphonenumber's data, the twin by its code."""
    draw = random.Random(region)
    code = str(phonenumbers.country_code_for_region(region))
    for _ in range(20):
        national = list(assigned(region))
        for _ in range(draw.randrange(4)):
            national[draw.randrange(len(national))] = draw.choice("0123456789")
        digits = "".join(national)[: draw.choice([-1, 20])] + draw.choice(["", "", "7"])
        for lead in (*draw.sample(LEADS, 3), "", code, "00" + code, code + "0"):
            for where, plus in ((region, False), (draw.choice(REGIONS), False), (None, True)):
                found = natively(lead + digits, where, plus=plus)

                assert found == as_number(lead + digits, where, plus=plus), (lead + digits, where)


@given(
    st.text("0123456789", min_size=5, max_size=18),
    st.sampled_from([*REGIONS, None, "XX", "+A", "de"]),
    st.booleans(),
)
def test_any_digits_are_read_as_the_twin_reads_them(
    digits: str, region: str | None, plus: bool
) -> None:
    assert natively(digits, region, plus=plus) == as_number(digits, region, plus=plus)


@pytest.mark.parametrize(
    ("digits", "region", "plus", "value"),
    [
        ("2135550123", "US", False, "+12135550123"),
        ("12135550123", "US", False, "+12135550123"),
        ("9948134545", "US", False, "+19948134545"),
        ("2135550123", None, False, "2135550123"),
        ("12135550123", None, False, "12135550123"),
        ("447700900123", None, True, "+447700900123"),
        ("07700900123", "GB", False, "+447700900123"),
        ("0612345678", "FR", False, "+33612345678"),
        ("2135550123", "XX", False, "2135550123"),
    ],
)
def test_a_number_has_one_normal_form(
    digits: str, region: str | None, plus: bool, value: str
) -> None:
    number = as_number(digits, region, plus=plus)

    assert number is not None
    assert number.value == value


@pytest.mark.parametrize("digits", ["1135550123", "2130550123", "213555012", "21355501234"])
def test_what_no_plan_has_is_no_number(digits: str) -> None:
    assert as_number(digits, "US") is None


def test_area_codes_are_those_of_libphonenumber() -> None:
    """A number that libphonenumber calls valid has an area code that is listed here."""
    valid = {
        area
        for area in map(str, range(200, 1000))
        if phonenumbers.is_valid_number(phonenumbers.parse(f"+1{area}5550123"))
        or phonenumbers.is_valid_number(phonenumbers.parse(f"+1{area}2345678"))
    }

    assert valid == AREA_CODES
    assert {phonenumbers.country_code_for_region(region) for region in NANP} == {1}


def test_country_codes_are_those_of_libphonenumber() -> None:
    codes = {region: str(phonenumbers.country_code_for_region(region)) for region in TRUNK}

    assert codes == TRUNK
