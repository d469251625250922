"""Numbering plans."""

import phonenumbers
import pytest

from lamplight.extract.plans import AREA_CODES, NANP, as_number


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
