import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.arrays import F64, I64
from lamplight.link.trail import (
    CLASSES,
    NEAR_DAYS,
    SILENT_DAYS,
    STRANGERS,
    Stays,
    Trail,
    surprise_bits,
)
from lamplight.link.weigh import DEFAULT
from lamplight.match.hamming import number_by_first

NAN = float("nan")
sightings = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(-1, 2),
        st.one_of(st.just(NAN), st.integers(0, 60).map(float)),
    ),
    min_size=1,
    max_size=12,
)


def slow_class(left: list[tuple[int, float]], right: list[tuple[int, float]]) -> str:
    """By the first and last day of each place, every two places compared."""
    if not left or not right:
        return "unknown"

    def span(seen: list[tuple[int, float]], place: int | None) -> tuple[float, float]:
        days = [day for at, day in seen if place is None or at == place]
        return min(days), max(days)

    def gap(a: tuple[float, float], b: tuple[float, float]) -> float:
        return max(a[0] - b[1], b[0] - a[1])

    common = {place for place, _ in left} & {place for place, _ in right}
    if common:
        nearest = min(gap(span(left, place), span(right, place)) for place in common)
        return "together" if nearest <= NEAR_DAYS else "again"
    silence = gap(span(left, None), span(right, None))
    return "elsewhere" if silence <= SILENT_DAYS else "moved"


@settings(deadline=None)
@given(sightings)
def test_classes_equal_the_definition(seen: list[tuple[int, int, float]]) -> None:
    labels = np.array([label for label, _, _ in seen], np.int64)
    trail = Trail.of_ads(
        np.array([day for *_, day in seen]), np.array([at for _, at, _ in seen], np.int64)
    )
    clusters = int(labels.max()) + 1
    left, right = (np.repeat(np.arange(clusters), clusters), np.tile(np.arange(clusters), clusters))

    classes = trail.of(labels).classes(left, right)

    known = [
        [(at, day) for label, at, day in seen if label == one and at >= 0 and not np.isnan(day)]
        for one in range(clusters)
    ]
    expected = [slow_class(known[a], known[b]) for a, b in zip(left, right, strict=True)]
    assert [CLASSES[one] for one in classes] == expected


@pytest.mark.parametrize(
    ("day", "place", "said"),
    [(40.0, 0, "again"), (3.0, 1, "elsewhere"), (40.0, 1, "moved")],
)
def test_each_class_has_its_bits(day: float, place: int, said: str) -> None:
    days: F64 = np.array([0.0, day])
    places: I64 = np.array([0, place])
    stays = Trail.of_ads(days, places).of(np.arange(2))

    classes, bits = stays.bits(np.array([0]), np.array([1]), DEFAULT)

    assert CLASSES[classes[0]] == said
    assert bits[0] == DEFAULT[said]


def meeting(*tours: list[tuple[int, float]]) -> float:
    """Bits for the first two of some clusters, each seen at (place, day)."""
    seen = [(label, place, day) for label, tour in enumerate(tours) for place, day in tour]
    labels, places, days = (np.array(column) for column in zip(*seen, strict=True))
    stays = Trail.of_ads(days.astype(np.float64), places).of(labels)
    return float(stays.bits(np.array([0]), np.array([1]), DEFAULT)[1][0])


def test_travelling_together_says_more_than_meeting_once() -> None:
    tour = [(place, 10.0 * place) for place in range(4)]
    strangers = [[(place, 5.0 * day)] for place in range(10) for day in range(20)]

    together = meeting(tour, tour, *strangers)
    once = meeting(tour, [(0, 0.0), (17, 10.0), (18, 20.0), (19, 30.0)], *strangers)

    assert together > once > 0


def test_two_who_are_everywhere_say_nothing_by_meeting() -> None:
    everywhere = [(place, float(day)) for place in range(10) for day in (0, 30, 60, 90)]
    strangers = [[(place, float(day))] for place in range(10) for day in range(100)]

    assert meeting(everywhere, everywhere, *strangers) < 0.5


@given(st.integers(0, 30), st.floats(0.001, 50))
def test_a_surprise_bounds_the_chance_of_it(count: int, expected: float) -> None:
    term, below = math.exp(-expected), 0.0
    for k in range(count):
        below += term
        term *= expected / (k + 1)

    bits = float(surprise_bits(np.array([count]), np.array([expected]))[0])

    assert 1 - below <= 2**-bits + 1e-9
    assert (bits > 0) == (count > expected)


def test_what_is_unknown_says_nothing() -> None:
    stays = Trail.of_ads(np.array([0.0, NAN]), np.array([0, 0])).of(np.arange(2))

    assert stays.bits(np.array([0]), np.array([1]), DEFAULT)[1] == 0


@settings(deadline=None)
@given(sightings, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=6))
def test_stays_are_told_of_joins_as_if_all_were_counted_anew(
    seen: list[tuple[int, int, float]], joins: list[tuple[int, int]]
) -> None:
    trail = Trail.of_ads(
        np.array([day for *_, day in seen]), np.array([at for _, at, _ in seen], np.int64)
    )
    ads = len(seen)
    home = list(range(ads))
    told, anew = trail.of(np.arange(ads)), trail.of(np.arange(ads))

    for one, other in joins:
        low, high = sorted((home[one % ads], home[other % ads]))
        if low < high:
            home = [low if it == high else it for it in home]
            told.join(np.array([low]), np.array([high]))
    labels = number_by_first(np.array(home))
    anew, whole = anew.numbered(labels), trail.of(labels)

    here = np.unique(np.array(home))
    a, b = np.triu_indices(len(here), 1)
    for mine, *others in zip(
        counted(told, here[a], here[b]),
        counted(anew, a, b),
        counted(whole, a, b),
        strict=True,
    ):
        assert all(mine.tolist() == it.tolist() for it in others)
    share = pytest.approx(whole.meeting_share())
    assert [told.meeting_share(), anew.meeting_share()] == [share, share]


def counted(stays: Stays, low: I64, high: I64) -> list[I64 | F64]:
    return [*stays.bits(low, high, DEFAULT), *stays.shown()[1:]]


@settings(deadline=None)
@given(sightings)
def test_a_crowd_is_who_was_in_the_place_within_days_and_at_any_time(
    seen: list[tuple[int, int, float]],
) -> None:
    labels = number_by_first(np.array([label for label, *_ in seen], np.int64))
    stays = Trail.of_ads(
        np.array([day for *_, day in seen]), np.array([at for _, at, _ in seen], np.int64)
    ).of(labels)
    clusters = int(labels.max()) + 1
    low, high = np.triu_indices(clusters, 1)

    classes, count, chance = stays.counted.compared(low, high)

    begin, place, first, last = (it.tolist() for it in stays.shown())
    spans = list(zip(place, first, last, strict=True))
    beside = [
        sum(it[0] == own[0] and it[1] <= own[2] + 7 and it[2] >= own[1] - 7 for it in spans)
        for own in spans
    ]
    there = [place.count(at) for at in place]
    for a, b, sort, met, strangers in zip(low, high, classes, count, chance, strict=True):
        crowd = {"together": beside, "again": there}.get(CLASSES[sort])
        if crowd is None:
            assert (met, strangers) == (0, 0.0)
            continue
        parts = [slice(begin[it], begin[it + 1]) for it in (a, b)]
        share = [sum(it / (len(spans) + STRANGERS) for it in crowd[part]) for part in parts]
        sizes = [len(spans[part]) for part in parts]
        assert strangers == max(share[0] * sizes[1], share[1] * sizes[0])


@settings(deadline=None)
@given(sightings)
def test_a_stay_goes_from_the_first_to_the_last_day_that_a_cluster_was_in_a_place(
    seen: list[tuple[int, int, float]],
) -> None:
    labels = np.array([label for label, *_ in seen], np.int64)
    stays = Trail.of_ads(
        np.array([day for *_, day in seen]), np.array([at for _, at, _ in seen], np.int64)
    ).of(labels)

    here: dict[tuple[int, int], list[float]] = {}
    for cluster, at, when in seen:
        if at >= 0 and not math.isnan(when):
            here.setdefault((cluster, at), []).append(when)
    begin, place, first, last = stays.shown()
    owner = np.repeat(np.arange(len(begin) - 1), np.diff(begin))
    assert list(zip(owner.tolist(), place.tolist(), strict=True)) == sorted(here)
    assert first.tolist() == [min(here[it]) for it in sorted(here)]
    assert last.tolist() == [max(here[it]) for it in sorted(here)]
