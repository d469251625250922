"""Names and points to places."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.collect.places import read_places
from lamplight.extract.places import Place, place_of, region_of
from lamplight.model import Ad

PLACES = read_places()
CITIES = {place for named in PLACES.cities.values() for place in named}


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


@settings(max_examples=40)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_nearest_city_is_found_at_any_point(lat: float, lon: float) -> None:
    near = PLACES.nearest(lat, lon)

    assert near is None or abs(near.lat - lat) < 2


@settings(max_examples=40)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_nearest_city_is_that_of_the_slow_twin(lat: float, lon: float) -> None:
    found = PLACES.nearest(lat, lon)
    away = min(_km(city, lat, lon) for city in CITIES)

    assert (found is None) == (away > 200)
    assert found is None or _km(found, lat, lon) == pytest.approx(away, abs=1e-3)


def _km(city: Place, lat: float, lon: float) -> float:
    """Great-circle distance on a sphere of 6,371 km, by the law of cosines."""
    a, b, c = math.radians(city.lat), math.radians(lat), math.radians(city.lon - lon)
    share = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c)
    return 6371 * math.acos(max(-1.0, min(1.0, share)))
