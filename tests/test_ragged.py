"""Rows of different lengths hold, wherever they are put, what they held."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.ragged import in_a_row, spread, starts_of

rows = st.lists(st.lists(st.integers(0, 99), max_size=3), max_size=6)


def flat(some: list[list[int]]) -> tuple[list[int], list[int]]:
    starts = starts_of(np.array([len(row) for row in some], np.int64))
    return starts.tolist(), [one for row in some for one in row]


@given(rows, st.data())
def test_some_rows_hold_what_they_held(some: list[list[int]], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.sampled_from(range(len(some))))) if some else []
    starts, values = flat(some)

    own, places = spread(np.array(starts), np.array(asked, np.int64))

    slow = [some[row] for row in asked]
    assert (own.tolist(), [values[place] for place in places.tolist()]) == flat(slow)


@given(st.lists(rows, min_size=1))
def test_parts_follow_one_another(parts: list[list[list[int]]]) -> None:
    starts = in_a_row([np.array(flat(part)[0]) for part in parts])

    assert starts.tolist() == flat([row for part in parts for row in part])[0]
