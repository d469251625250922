"""A timeline holds every dated ad once, inside the drawing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lamplight.web.views.timeline import MOST_ROWS, MOST_STEPS, Posting, stays, timeline

START = datetime(2026, 1, 1, tzinfo=UTC)


def postings(hours_and_cities: Sequence[tuple[int | None, int]]) -> list[Posting]:
    """Each so many hours after the start, in a city of that number."""
    return [
        (f"City {city}", None if hours is None else START + timedelta(hours=hours))
        for hours, city in hours_and_cities
    ]


def test_ads_without_a_time_are_counted_apart() -> None:
    found = timeline(postings([(0, 1), (None, 1), (30, 2)]))

    assert found
    assert found.undated == 1
    assert [(row.place, row.ads) for row in found.rows] == [("City 1", 1), ("City 2", 1)]


def test_nothing_is_drawn_without_times() -> None:
    assert timeline(postings([(None, 1)])) is None
    assert timeline([]) is None


def test_a_row_says_its_days() -> None:
    found = timeline(postings([(0, 1), (1, 1), (72, 1)]))

    assert found
    (row,) = found.rows
    assert [step.label for step in row.steps] == ["1 Jan 2026: 2 ads", "4 Jan 2026: 1 ad"]
    assert [(step.x, step.width) for step in row.steps] == [(0, 25), (75, 25)]


def test_places_are_told_in_words_most_ads_first() -> None:
    found = stays(postings([(30, 1), (0, 2), (None, 2), (6, 3)]))

    assert [(it.place, it.ads) for it in found] == [("City 2", 2), ("City 1", 1), ("City 3", 1)]
    assert (found[0].first, found[0].last) == (START, START)


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 20)), min_size=1, max_size=60))
def test_every_ad_is_in_one_row_and_every_mark_inside(given: list[tuple[int, int]]) -> None:
    found = timeline(postings(given))

    assert found
    assert sum(row.ads for row in found.rows) == len(given)
    assert len(found.rows) <= MOST_ROWS
    for row in found.rows:
        assert len(row.steps) <= MOST_STEPS
        assert all(step.x >= 0 and step.x + step.width <= 100.01 for step in row.steps)
        assert all(1 <= step.level <= 4 for step in row.steps)
    assert 1 <= len(found.ticks) <= 6
    assert all(0 <= tick.x < 90 for tick in found.ticks), "its label stands out of the drawing"
