"""A value in any writing becomes the one form in which ads are compared."""

import pytest

from lamplight.bank.value import listed_value, normal_value
from lamplight.collect.places import read_places
from lamplight.errors import BadInput

PLACES = read_places()


@pytest.mark.parametrize(
    ("written", "kind", "wanted"),
    [
        ("(213) 555-0123", None, ("phone", "+12135550123")),
        ("two one three 555 oh one two three", None, ("phone", "+12135550123")),
        ("phone:213.555.0123", None, ("phone", "+12135550123")),
        ("Rose@Mail.example", None, ("email", "rose@mail.example")),
        ("@Rose_VIP", None, ("handle", "any:rose_vip")),
        ("rose_vip", "handle", ("handle", "any:rose_vip")),
        ("Instagram:rose_vip", "handle", ("handle", "instagram:rose_vip")),
        ("https://www.Site1.example/ad/17/", None, ("url", "site1.example/ad/17")),
        ("F0" * 32, None, ("picture", "f0" * 32)),
    ],
)
def test_it_is_read_as_ads_are_read(
    written: str, kind: str | None, wanted: tuple[str, str]
) -> None:
    assert normal_value(written, kind, "US", PLACES) == wanted


@pytest.mark.parametrize(
    ("written", "kind"), [("hello", None), ("213 555 0123, 213 555 0124", None), ("x@y", "phone")]
)
def test_what_is_not_one_value_is_refused(written: str, kind: str | None) -> None:
    with pytest.raises(BadInput):
        normal_value(written, kind, "US", PLACES)


def test_a_phone_without_its_country_says_what_to_do() -> None:
    with pytest.raises(BadInput, match="write it with \\+ or name a region"):
        listed_value("213 555 0123", "phone", None, PLACES)


def test_a_phone_without_its_country_is_its_digits() -> None:
    assert normal_value("213 555 0123", "phone", None, PLACES) == ("phone", "2135550123")


def test_a_kind_that_is_none_is_named() -> None:
    with pytest.raises(BadInput, match="'bad' is no kind of value; want one of email, handle"):
        normal_value("??", "bad", None, PLACES)
