from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from lamplight.model import Ad
from lamplight.search.facets import MOST_PLACES, MOST_STEPS, Place
from lamplight.search.hits import Page, Window, load_hits, no_spans
from lamplight.search.within import Within
from lamplight.store.ad_query import holds
from tests.search.stored import store

BEGIN = datetime(2025, 1, 1, 12, tzinfo=UTC)


def an_ad(number: int, city: str, days: int | None) -> Ad:
    moment = None if days is None else BEGIN + timedelta(days)
    return Ad("s", str(number), body="garden", city=city or None, posted_at=moment)


def found(engine: Engine, ads: list[Ad], word: str = "garden") -> Page:
    with engine.begin() as db:
        store(db, ads)
        return load_hits(db, holds(word), Window(limit=1), Within(), no_spans)


def test_all_that_was_found_is_counted_not_one_page(engine: Engine) -> None:
    cities = ["Houston", "Dallas", "Houston", ""]
    days = [0, 1, 1, None]
    ads = [an_ad(*it) for it in zip(range(1, 5), cities, days, strict=True)]

    facets = found(engine, ads).facets

    assert facets.places == (Place("Houston, TX, US", 2), Place("Dallas, TX, US", 1))
    assert [(it.since.day, it.until.day, it.ads) for it in facets.times] == [(1, 2, 1), (2, 3, 2)]
    assert facets.step_days == 1


def test_a_long_time_is_told_in_few_stretches(engine: Engine) -> None:
    ads = [an_ad(at, "", at * 30) for at in range(40)]

    facets = found(engine, ads).facets

    assert (sum(it.ads for it in facets.times), facets.step_days) == (40, 20)
    assert len(facets.times) <= MOST_STEPS
    assert all(it.until - it.since == timedelta(20) for it in facets.times)


def test_only_the_places_with_most_ads_are_told(engine: Engine) -> None:
    cities = ["Houston", "Dallas", "Berlin", "Munich", "Boston", "Chicago", "Miami", "Denver"]
    ads = [an_ad(at, city, 0) for at, city in enumerate([*cities, "Atlanta", "Atlanta"], 1)]

    facets = found(engine, ads).facets

    assert len(facets.places) == MOST_PLACES
    assert facets.places[0] == Place("Atlanta, GA, US", 2)


def test_nothing_found_and_ads_without_times_have_none(engine: Engine) -> None:
    undated = found(engine, [an_ad(1, "Houston", None)])
    nothing = found(engine, [], "absent")

    assert (undated.facets.times, len(undated.facets.places)) == ((), 1)
    assert nothing.facets.places == ()
