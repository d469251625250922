"""Which ads a decision names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.decide.pairs import PAIRS, pair_to_join, pairs_to_part
from lamplight.errors import BadInput


def test_joining_names_the_smallest_ad_of_each_side() -> None:
    assert pair_to_join({"p1": [7, 3]}, {"p2": [9], "p3": [8]}) == (3, 8)


def test_an_ad_is_not_joined_with_itself() -> None:
    with pytest.raises(BadInput, match="same ad"):
        pair_to_join({"p1": [3]}, {"p1": [3, 4]})


def test_an_ad_is_parted_from_every_other_ad_of_its_network() -> None:
    pairs = pairs_to_part({"p1": [3]}, {"p1": [3, 4], "p2": [5]})

    assert pairs == [(3, 5), (3, 4)] or sorted(pairs) == [(3, 4), (3, 5)]


def test_two_equal_sides_cannot_be_parted() -> None:
    with pytest.raises(BadInput, match="same ads"):
        pairs_to_part({"p1": [3, 4]}, {"p1": [4, 3]})


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=5),
    st.lists(st.integers(1, 400), min_size=1, max_size=5),
)
def test_all_pairs_are_named_up_to_the_limit_and_every_provider_is(
    left_sizes: list[int], right_sizes: list[int]
) -> None:
    left = {f"p{at}": range(at * 1000, at * 1000 + size) for at, size in enumerate(left_sizes)}
    right = {
        f"q{at}": range(90_000 + at * 1000, 90_000 + at * 1000 + size)
        for at, size in enumerate(right_sizes)
    }

    pairs = pairs_to_part(left, right)

    whole = sum(left_sizes) * sum(right_sizes)
    assert len(pairs) == len(set(pairs)) <= PAIRS
    assert len(pairs) == whole or len(pairs) > PAIRS * 0.9
    assert {ad // 1000 for ad, _ in pairs} == set(range(len(left)))
    assert {ad // 1000 - 90 for _, ad in pairs} == set(range(len(right)))
