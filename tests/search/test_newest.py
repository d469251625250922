from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from lamplight.model import Ad
from lamplight.search import newest, within
from lamplight.search.within import Within
from lamplight.store.among import among
from lamplight.store.tables import ads
from tests.search.stored import store

CITIES = ("Houston", "Dallas", "Berlin", "")
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
COUNT = 60
ALL = Within()


def an_ad(number: int, day: int | None, city: str) -> Ad:
    moment = None if day is None else BEGIN + timedelta(day)
    return Ad("s", str(number), body="x", posted_at=moment, city=city or None)


def days_of(order: str) -> list[int | None]:
    """When each ad was posted: as they came, in any order, or nearly all at once."""
    random = Random(7)
    days: list[int | None] = [number // 3 for number in range(COUNT)]
    if order == "scattered":
        random.shuffle(days)
    if order == "at once":
        days = [0 if number % 10 else 1 for number in range(COUNT)]
    return [None if random.random() < 0.1 else day for day in days]


@pytest.fixture(params=["in order", "scattered", "at once"])
def stored(engine: Engine, request: pytest.FixtureRequest) -> Iterator[tuple[Connection, list[Ad]]]:
    made = [
        an_ad(number, day, CITIES[number * 7 % len(CITIES)])
        for number, day in enumerate(days_of(request.param), 1)
    ]
    with engine.begin() as db:
        store(db, made)
        yield db, made


def slowly(made: Sequence[Ad], numbers: set[int], inside: Within, limit: int) -> list[int]:
    """Each ad is looked at, and all are put in order."""
    found = []
    for number, ad in enumerate(made, 1):
        at = ad.posted_at
        if number not in numbers or inside.place not in ("", ad.city):
            continue
        if inside.since and (at is None or at < inside.since):
            continue
        if inside.until and (at is None or at >= inside.until):
            continue
        found.append((at is not None, at or BEGIN, number))
    return [number for _, _, number in sorted(found, reverse=True)[:limit]]


moments = st.one_of(st.none(), st.integers(0, 22).map(lambda day: BEGIN + timedelta(day)))
few = st.sampled_from([1, 8, 100])
bounds = st.builds(Within, st.sampled_from(CITIES), moments, moments)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    numbers=st.sets(st.integers(1, COUNT)) | st.just(set(range(1, COUNT + 1))),
    inside=bounds,
    limit=st.integers(1, COUNT),
    sizes=st.tuples(few, few, st.integers(1, 9), few),
    wide=st.sampled_from([1, 100]),
)
def test_walking_back_finds_what_looking_at_each_does(
    stored: tuple[Connection, list[Ad]],
    numbers: set[int],
    inside: Within,
    limit: int,
    sizes: tuple[int, int, int, int],
    wide: int,
) -> None:
    db, made = stored
    asked = select(ads.c.number).where(among(db, ads.c.number, sorted(numbers)))

    with pytest.MonkeyPatch.context() as patch:
        for name, size in zip(("FEW", "FEW_OF_SPARSE", "SLICE", "SHORT"), sizes, strict=True):
            patch.setattr(newest, name, size)
        patch.setattr(within, "WIDE", wide)
        found = newest.newest(db, asked, inside, limit)

    assert found == slowly(made, numbers, inside, limit)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Houston", [1]),
        ("houston, tx", [1]),
        ("Texas", [2, 1]),
        ("TX, US", [2, 1]),
        ("United States", [2, 1]),
        ("Germany", [3]),
        ("münchen", [3]),
        ("ouston", [1]),
        ("Nowhere", [4]),
        ("TX, DE", []),
        ("100%", []),
    ],
)
def test_a_place_is_meant_in_any_writing(engine: Engine, place: str, found: list[int]) -> None:
    cities = ("Houston", "Dallas", "Munich", "Nowhereville")
    with engine.begin() as db:
        store(db, [an_ad(number, number, city) for number, city in enumerate(cities, 1)])
        db_found = newest.newest(db, select(ads.c.number), Within(place), 9)

    assert sorted(db_found) == sorted(found)
