from collections import Counter
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.simulate.draw import between, pick, pick_weighted


@given(st.lists(st.integers(), min_size=1), st.integers(0, 999))
def test_one_of_the_pool_is_picked(pool: list[int], seed: int) -> None:
    assert pick(pool, Random(seed)) in pool


@given(st.integers(-5, 5), st.integers(0, 9), st.integers(0, 999))
def test_a_number_between_is_never_outside(least: int, more: int, seed: int) -> None:
    assert least <= between(least, least + more, Random(seed)) <= least + more


def test_weights_are_kept() -> None:
    random = Random(1)
    sums = list(accumulate([1.0, 0.0, 2.0, 5.0]))

    drawn = Counter(pick_weighted("abcd", sums, random) for _ in range(20_000))

    assert drawn["b"] == 0
    assert [drawn[letter] / 20_000 for letter in "acd"] == pytest.approx(
        [1 / 8, 2 / 8, 5 / 8], abs=0.01
    )
