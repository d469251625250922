import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.simulate.reliability import BOUNDS, reliability


def test_the_error_is_the_mean_gap_weighted_by_links() -> None:
    measured = reliability([0.9, 0.9, 0.999, 1.0], [True, False, True, True])

    nine, sure = measured.bins
    assert (nine.low, nine.high, nine.links, nine.share) == (0.85, 0.95, 2, 0.5)
    assert (sure.links, sure.share) == (2, 1.0)
    assert measured.ece == pytest.approx((2 * 0.4 + 2 * 0.0005) / 4)


def test_without_links_nothing_is_said() -> None:
    assert reliability([], []).ece is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_link_is_in_the_range_it_belongs_to(said: list[tuple[float, bool]]) -> None:
    measured = reliability([chance for chance, _ in said], [right for _, right in said])

    assert sum(held.links for held in measured.bins) == len(said)
    for held in measured.bins:
        inside = [
            (chance, right)
            for chance, right in said
            if held.low <= chance < held.high or (chance == 1.0 and held.high == BOUNDS[-1])
        ]
        assert len(inside) == held.links
        assert sum(right for _, right in inside) == pytest.approx(held.share * held.links)
