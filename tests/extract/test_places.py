"""Names and points to places."""

import math
import operator
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight._native import Globe
from lamplight.collect.places import read_places
from lamplight.extract.places import Place, Places
from lamplight.extract.read import region_of, signals_of
from lamplight.model import Ad
from tests.extract import ads
from tests.extract.slow import places as slow

PLACES = read_places()
CITIES = set(PLACES.pinned)
POINTS = st.builds(
    lambda lat, lon, north, east: (lat + north / 4, lon + east / 4),
    st.sampled_from([-71, -1, 0, 29, 60, 80]),
    st.sampled_from([-180, -95, 0, 177]),
    st.integers(-4, 7),
    st.integers(0, 11),
)
"""Quarters of a degree, so that many are equally near."""


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
    assert given_place(ad) == place


@given(ads.ads())
def test_an_ad_stands_where_the_slow_twin_says(ad: Ad) -> None:
    assert region_of(ad, PLACES) == slow.region_of(ad, PLACES)
    assert given_place(ad) == slow.place_of(ad, PLACES)


def test_cities_that_are_not_pinned_are_refused() -> None:
    stray = replace(PLACES, pinned=PLACES.pinned[1:])

    with pytest.raises(ValueError, match="not pinned"):
        region_of(Ad("s", "1"), stray)


@settings(max_examples=40)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_the_nearest_city_is_found_at_any_point(lat: float, lon: float) -> None:
    found = PLACES.nearest(lat, lon)
    away = min(_km(city, lat, lon) for city in CITIES)

    assert (found is None) == (away > 200)
    assert found is None or _km(found, lat, lon) == pytest.approx(away, abs=1e-3)


@given(st.lists(POINTS, max_size=40), POINTS)
def test_of_cities_equally_near_the_choice_is_that_of_the_slow_twin(
    points: list[tuple[float, float]], here: tuple[float, float]
) -> None:
    cities = [Place(f"c{at}", "", "US", *point, 0) for at, point in enumerate(points)]

    found = Places.of([(city, ()) for city in cities], [], []).nearest(*here)

    assert found == slow_nearest(cities, *here)


@given(st.floats(), st.floats())
def test_any_number_at_all_is_answered(lat: float, lon: float) -> None:
    found = PLACES.nearest(lat, lon)

    assert found is None or (abs(lat) <= 90 and math.isfinite(lon))


def test_only_as_many_longitudes_as_latitudes_are_points() -> None:
    with pytest.raises(ValueError, match="as many"):
        Globe(np.zeros(2), np.zeros(1))


def given_place(ad: Ad) -> str | None:
    """What the ad's fields say, as a signal."""
    found = [it.value for it in signals_of(ad, None, PLACES) if it.kind == "place"]
    return found[0] if found else None


def slow_nearest(cities: Sequence[Place], lat: float, lon: float) -> Place | None:
    """By comparing all; of those equally near the southernmost cell's, then the westernmost's."""
    here = _on_sphere(lat, lon)

    def key(city: Place) -> tuple[float, int, int]:
        close = sum(map(operator.mul, _on_sphere(city.lat, city.lon), here))
        along = (math.floor(city.lon) - math.floor(lon) + 180) % 360
        return -close, math.floor(city.lat), along

    return min((city for city in cities if _km(city, lat, lon) <= 200), key=key, default=None)


def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    up, along = math.radians(lat), math.radians(lon)
    return math.cos(up) * math.cos(along), math.cos(up) * math.sin(along), math.sin(up)


def _km(city: Place, lat: float, lon: float) -> float:
    """Great-circle distance on a sphere of 6,371 km, by the law of cosines."""
    a, b, c = math.radians(city.lat), math.radians(lat), math.radians(city.lon - lon)
    share = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c)
    return 6371 * math.acos(max(-1.0, min(1.0, share)))
