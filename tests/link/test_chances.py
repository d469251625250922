from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.shares import PICTURE, TEXT, Shares
from lamplight.link.table import Table
from lamplight.link.weigh import DEFAULT
from tests.link.slow.chances import chance_bits


def table_of(albums: list[set[int]], kind: int) -> Table:
    pairs = [(row, value) for row, album in enumerate(albums) for value in sorted(album)]
    row, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    values = int(value.max(initial=-1)) + 1
    shares = Shares(
        row=row,
        value=value,
        kind=np.full(values, kind),
        name=np.arange(values),
        barred=np.zeros(values, np.bool_),
    )
    return Table(np.arange(len(albums)), shares, DEFAULT)


def bits(table: Table, first: int, second: int) -> float:
    one, other = np.array([0]), np.array([1])
    return float(chance_bits(table, one, other, (np.array([first]), np.array([second])))[0])


@pytest.mark.parametrize("kind", [PICTURE, TEXT])
def test_one_of_ten_in_common_says_less_by_the_ten_that_might_have_been(kind: int) -> None:
    table = table_of([set(range(10)), {0, *range(20, 40)}], kind)

    assert bits(table, 0, -1) == pytest.approx(-np.log2(10))


def test_all_in_common_takes_nothing() -> None:
    table = table_of([{0, 1, 2}, set(range(9))], PICTURE)

    assert bits(table, 0, 1) == 0.0


def test_what_is_neither_a_text_nor_a_picture_takes_nothing() -> None:
    table = table_of([{0, 1, 2}, {0, 7, 8}], 0)

    assert bits(table, 0, -1) == 0.0


@given(st.integers(2, 9), st.integers(2, 9), st.integers(0, 5))
def test_two_named_take_the_ways_to_have_chosen_two(common: int, own: int, more: int) -> None:
    small = {*range(common), *range(100, 100 + own)}
    table = table_of([small, {*range(common), *range(200, 200 + own + more)}], PICTURE)

    ways = Fraction(
        sum(1 for _ in combinations(small, 2)), sum(1 for _ in combinations(range(common), 2))
    )

    assert bits(table, 0, 1) == pytest.approx(-np.log2(float(ways)))
