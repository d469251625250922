"""Names and points to places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.places import place_of, region_of
from lamplight.model import Ad

PLACES = read_places()


@pytest.mark.parametrize(
    ("ad", "region"),
    [
        (Ad("s", "1", country="us"), "US"),
        (Ad("s", "1", country="United Kingdom"), "GB"),
        (Ad("s", "1", country="DEU"), "DE"),
        (Ad("s", "1", city="Paris", lat=33.66, lon=-95.55), "US"),
        (Ad("s", "1", city="Paris"), "FR"),
        (Ad("s", "1", region="Texas"), "US"),
        (Ad("s", "1", lat=0.0, lon=-150.0), None),
        (Ad("s", "1", lat=float("nan"), lon=0.0), None),
        (Ad("s", "1"), None),
    ],
)
def test_an_ad_stands_in_a_country(ad: Ad, region: str | None) -> None:
    assert region_of(ad, PLACES) == region


@pytest.mark.parametrize(
    ("ad", "place"),
    [
        (Ad("s", "1", city="Savannah", lat=32.1, lon=-81.1), "Savannah, GA, US"),
        (Ad("s", "1", city="Portland", region="ME"), "Portland, ME, US"),
        (Ad("s", "1", city="Saint Louis", country="US"), "St. Louis, MO, US"),
        (Ad("s", "1", city="Nowhere", region="Texas"), "Nowhere, TX, US"),
        (Ad("s", "1", city="Nowhere", country="Utopia"), "Nowhere, UTOPIA"),
        (Ad("s", "1", lat=29.76, lon=-95.37), "Houston, TX, US"),
        (Ad("s", "1", country="US"), "US"),
        (Ad("s", "1"), None),
    ],
)
def test_structured_fields_name_a_place(ad: Ad, place: str | None) -> None:
    assert place_of(ad, PLACES) == place


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_nearest_city_is_found_at_any_point(lat: float, lon: float) -> None:
    near = PLACES.nearest(lat, lon)

    assert near is None or abs(near.lat - lat) < 2
