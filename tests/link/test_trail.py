import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight.arrays import F64, I64
from lamplight.link.trail import CLASSES, NEAR_DAYS, SILENT_DAYS, Trail
from lamplight.link.weigh import DEFAULT

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
    trail = Trail(
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
    [(3.0, 0, "together"), (40.0, 0, "again"), (3.0, 1, "elsewhere"), (40.0, 1, "moved")],
)
def test_each_class_has_its_bits(day: float, place: int, said: str) -> None:
    days: F64 = np.array([0.0, day])
    places: I64 = np.array([0, place])
    stays = Trail(days, places).of(np.arange(2))

    classes, bits = stays.bits(np.array([0]), np.array([1]), DEFAULT)

    assert CLASSES[classes[0]] == said
    assert bits[0] == DEFAULT[said]


def test_what_is_unknown_says_nothing() -> None:
    stays = Trail(np.array([0.0, NAN]), np.array([0, 0])).of(np.arange(2))

    assert stays.bits(np.array([0]), np.array([1]), DEFAULT)[1] == 0
