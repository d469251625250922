"""Rows are put in order by several columns as sorting them would."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.ordered import ordered

ends = st.sampled_from([-(2**63), -1, 0, 1, 2**63 - 1])
numbers = st.one_of(st.integers(-3, 3), st.integers(-(2**63), 2**63 - 1), ends)


@given(st.lists(st.tuples(numbers, numbers, numbers)))
def test_places_are_those_of_rows_that_are_sorted(rows: list[tuple[int, int, int]]) -> None:
    columns = np.array(rows, np.int64).reshape(-1, 3).T

    assert ordered(*columns).tolist() == sorted(range(len(rows)), key=rows.__getitem__)


def test_many_rows_of_one_kind_stay_as_they_come() -> None:
    column = np.arange(100_000) % 3

    places = ordered(column)

    assert (places == np.argsort(column, kind="stable")).all()
