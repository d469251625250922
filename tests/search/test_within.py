from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from lamplight.model import Ad
from lamplight.search.hits import Window, load_hits, no_spans
from lamplight.search.within import Within
from lamplight.store.ad_query import among_numbers
from tests.search.stored import store

CITIES = ("Houston", "Dallas", "Berlin", "")
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
COUNT = 60


def an_ad(number: int, moment: datetime | None, city: str) -> Ad:
    return Ad("s", str(number), body="x", posted_at=moment, city=city or None)


def moments() -> list[datetime | None]:
    """Several ads a day, some within a second, in any order, a tenth without a time."""
    random = Random(7)
    found = [BEGIN + timedelta(number // 3, microseconds=number % 3) for number in range(COUNT)]
    random.shuffle(found)
    return [None if random.random() < 0.1 else moment for moment in found]


@pytest.fixture
def stored(engine: Engine) -> Iterator[tuple[Connection, list[Ad]]]:
    made = [
        an_ad(number, moment, CITIES[number * 7 % len(CITIES)])
        for number, moment in enumerate(moments(), 1)
    ]
    with engine.begin() as db:
        store(db, made)
        yield db, made


def slowly(made: Sequence[Ad], numbers: set[int], within: Within) -> list[str]:
    """Each ad is looked at, and all are put in order."""
    found = []
    for number, ad in enumerate(made, 1):
        at = ad.posted_at
        if number not in numbers or within.place not in ("", ad.city):
            continue
        if within.since and (at is None or at < within.since):
            continue
        if within.until and (at is None or at >= within.until):
            continue
        found.append((at is not None, (at or BEGIN).replace(microsecond=0), number))
    return [str(number) for _, _, number in sorted(found, reverse=True)]


bounds = st.none() | st.builds(
    lambda day, microsecond: BEGIN + timedelta(day, microseconds=microsecond),
    st.integers(0, 22),
    st.integers(0, 2),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    numbers=st.sets(st.integers(1, COUNT)) | st.just(set(range(1, COUNT + 1))),
    within=st.builds(Within, st.sampled_from(CITIES), bounds, bounds),
    window=st.builds(Window, st.integers(1, COUNT), st.integers(0, COUNT)),
)
def test_the_index_finds_what_looking_at_each_ad_does(
    stored: tuple[Connection, list[Ad]], numbers: set[int], within: Within, window: Window
) -> None:
    db, made = stored

    page = load_hits(db, among_numbers(numbers), window, within, no_spans)

    wanted = slowly(made, numbers, within)
    assert page.total == len(wanted)
    shown = wanted[window.offset : window.offset + window.limit]
    assert [hit.ad_id for hit in page.hits] == shown


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Houston", ["1"]),
        ("houston, tx", ["1"]),
        ("Texas", ["2", "1"]),
        ("TX, US", ["2", "1"]),
        ("United States", ["2", "1"]),
        ("Germany", ["3"]),
        ("münchen", ["3"]),
        ("ouston", ["1"]),
        ("Nowhere", ["4"]),
        ("TX, DE", []),
        ("100%", []),
    ],
)
def test_a_place_is_meant_in_any_writing(engine: Engine, place: str, found: list[str]) -> None:
    cities = ("Houston", "Dallas", "Munich", "Nowhereville")
    with engine.begin() as db:
        made = [an_ad(at, BEGIN + timedelta(at), city) for at, city in enumerate(cities, 1)]
        store(db, made)
        page = load_hits(db, among_numbers(range(1, 5)), Window(), Within(place), no_spans)

    assert [hit.ad_id for hit in page.hits] == found
