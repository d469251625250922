"""What an ad's own fields give."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_of
from lamplight.model import Ad
from tests.extract.ads import whole_ads
from tests.extract.slow.given import signals_given
from tests.extract.slow.places import region_of

PLACES = read_places()


def values(ad: Ad, region: str | None = "US") -> list[tuple[str, str]]:
    return [(signal.kind, signal.value) for signal in signals_of(ad, region, PLACES)]


@pytest.mark.parametrize(
    ("ad", "expected"),
    [
        (Ad("s", "1", phones=("(213) 555-0123", "213.555.0123")), [("phone", "+12135550123")]),
        (Ad("s", "1", phones=("call 213 555 0123" + 200 * " ",)), [("phone", "+12135550123")]),
        (Ad("s", "1", phones=("12",), emails=("none",), handles=(" @ ",)), []),
        (Ad("s", "1", emails=("a@b",), handles=("@rose_7",)),
         [("email", "a@b"), ("handle", "any:rose_7")]),
        (Ad("s", "1", age=30, city="Savannah", lat=32.1, lon=-81.1),
         [("age", "30"), ("place", "Savannah, GA, US")]),
    ],
)  # fmt: skip
def test_fields_are_read_the_same_each_time(ad: Ad, expected: list[tuple[str, str]]) -> None:
    assert values(ad) == expected
    assert values(ad) == expected


def test_a_number_given_in_another_country_is_read_anew() -> None:
    ad = Ad("s", "1", phones=("0121 496 0123",))

    assert values(ad, "GB") == [("phone", "+441214960123")]
    assert values(ad, "US") != values(ad, "GB")


@given(whole_ads(), st.sampled_from([None, "US", "GB", "DE"]))
def test_fields_give_what_the_slow_twin_says(ad: Ad, region: str | None) -> None:
    bare = replace(ad, title="", body="")

    assert signals_of(bare, region, PLACES) == signals_given(
        bare, region_of(bare, PLACES) or region, PLACES
    )
