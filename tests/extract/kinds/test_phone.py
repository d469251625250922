"""Telephone numbers: what is told apart."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.kinds.phone import find
from lamplight.extract.reading import read_text

PLACES = read_places()


def numbers(text: str, region: str | None = "US") -> list[str]:
    return [found.value for found in find(read_text(text), region, PLACES)]


@pytest.mark.parametrize("text", ["1-994-813-4545", "994.813.4545", "+1 994 813 4545"])
def test_country_code_and_separators_change_nothing(text: str) -> None:
    assert numbers(text) == ["+19948134545"]


def test_a_word_that_calls_makes_a_number_surer() -> None:
    plain, called = (
        next(find(read_text(text), "US", PLACES)) for text in ("213 555 0123", "call 213 555 0123")
    )

    assert plain.confidence < called.confidence


def test_an_unassigned_area_code_is_less_sure() -> None:
    known, unknown = (
        next(find(read_text(text), "US", PLACES)) for text in ("213 555 0123", "994 555 0123")
    )

    assert unknown.confidence < known.confidence


def test_two_numbers_side_by_side_are_two() -> None:
    assert numbers("213-555-0123 702-555-0188") == ["+12135550123", "+17025550188"]


def test_digits_of_a_web_address_are_no_number() -> None:
    assert numbers("wa.me/12135550123") == ["+12135550123"]
