"""What clusters show: each value once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight import _native

CLUSTERS = 5
entries = st.lists(st.tuples(st.integers(0, CLUSTERS - 1), st.integers(0, 9)), max_size=40)


@settings(deadline=None)
@given(entries)
def test_what_is_shown_comes_once_sorted_with_the_place_where_it_was_first(
    shown: list[tuple[int, int]],
) -> None:
    cluster, value = np.array(shown, np.int64).reshape(-1, 2).T.copy()

    found = _native.shown_once(cluster, value, CLUSTERS)

    slow = sorted({it: shown.index(it) for it in shown}.items())
    assert list(zip(*(column.tolist() for column in found), strict=True)) == [
        (*pair, place) for pair, place in slow
    ]


@given(entries)
def test_rarer_values_of_a_cluster_go_first(shown: list[tuple[int, int]]) -> None:
    shown = sorted(shown, key=lambda it: it[0])
    cluster, spread = np.array(shown, np.int64).reshape(-1, 2).T.copy()

    order = _native.by_spread(cluster, spread)

    assert order.tolist() == sorted(range(len(shown)), key=shown.__getitem__)
