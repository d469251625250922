from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.link.corpus import Corpus
from lamplight.link.places import places_of
from tests.link.corpora import Row, corpus

NAN = float("nan")


def a_corpus(*ads: tuple[int, float, float]) -> Corpus:
    """Ads of (place, lat, lon)."""
    made = corpus([Row(f"a/{i}", place=place) for i, (place, _, _) in enumerate(ads)])
    lat, lon = (np.array([ad[axis] for ad in ads], np.float64) for axis in (1, 2))
    return replace(made, lat=lat, lon=lon)


def test_two_names_of_one_town_are_one_place() -> None:
    places = places_of(a_corpus((0, 32.78, -96.80), (1, 32.80, -96.83), (2, 29.76, -95.37)))

    assert places[0] == places[1] != places[2]


def test_a_point_alone_takes_the_place_that_is_near() -> None:
    places = places_of(a_corpus((0, 32.78, -96.80), (0, 32.78, -96.80), (-1, 32.7, -96.9)))

    assert len(set(places.tolist())) == 1


def test_a_chain_of_towns_does_not_grow_into_one_place() -> None:
    towns = [(i, 50.0, 4.0 + 0.2 * i) for i in range(20)]  # 14 km from each to the next

    places = places_of(a_corpus(*towns))

    assert len(set(places.tolist())) > 5


def test_names_without_points_stay_apart_and_nothing_known_stays_unknown() -> None:
    places = places_of(a_corpus((0, NAN, NAN), (1, NAN, NAN), (-1, NAN, NAN)))

    assert places[0] != places[1]
    assert places[2] == -1


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-1, 4),
            st.one_of(st.just(NAN), st.floats(-90, 90)),
            st.one_of(st.just(NAN), st.floats(-180, 180)),
        ),
        max_size=20,
    )
)
def test_a_place_is_known_where_a_name_or_a_point_is(ads: list[tuple[int, float, float]]) -> None:
    places = places_of(a_corpus(*ads))

    for (place, lat, lon), found in zip(ads, places.tolist(), strict=True):
        assert (found >= 0) == (place >= 0 or not (np.isnan(lat) or np.isnan(lon)))
