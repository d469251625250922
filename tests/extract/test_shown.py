"""People read values as they would write them."""

import pytest

from lamplight.bank.value import normal_value
from lamplight.collect.places import read_places
from lamplight.extract.shown import shown


def test_a_handle_without_a_platform_says_so() -> None:
    assert shown("handle", "any:rose_vip") == "@rose_vip (platform not said)"


@pytest.mark.parametrize(
    ("kind", "value"),
    [("handle", "instagram:rose_vip"), ("phone", "+12135550123"), ("url", "any:thing")],
)
def test_what_reads_well_is_left_as_it_is(kind: str, value: str) -> None:
    assert shown(kind, value) == value


def test_what_is_shown_is_understood_when_it_is_pasted_back() -> None:
    pasted = shown("handle", "any:rose_vip")

    assert normal_value(pasted, None, None, read_places()) == ("handle", "any:rose_vip")
