"""Which clusters are tried as pairs."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight import _native
from lamplight.arrays import I64

CLUSTERS, MOST = 4, 3
entries = st.lists(
    st.tuples(st.integers(0, CLUSTERS - 1), st.integers(0, 5), st.integers(0, 2)), max_size=30
)


def tried(shown: list[tuple[int, int, int]], order: I64, key: I64) -> list[tuple[int, ...]]:
    """Every two entries of one key and two clusters that are near enough, as numbers to sort by."""
    found: list[tuple[int, ...]] = []
    for at, other in combinations(range(len(order)), 2):
        left, right = int(order[at]), int(order[other])
        low, high = sorted((shown[left][0], shown[right][0]))
        if key[at] == key[other] and other - at < MOST and low != high:
            found.append((low, high, shown[left][1], other - at, at, left, right))
    return found


@given(entries)
def test_two_clusters_are_tried_once_by_the_first_value_that_brings_them_together(
    shown: list[tuple[int, int, int]],
) -> None:
    cluster, value, place = np.array(shown, np.int64).reshape(-1, 3).T.copy()
    even, odd = (np.flatnonzero(value % 2 == rest) for rest in (0, 1))
    one = even[np.argsort(value[even], kind="stable")]
    other = odd[np.argsort(value[odd] * 3 + place[odd], kind="stable")]
    keys = value[one], value[other] * 3 + place[other]

    found = _native.pairs_beside(
        cluster, value, (one, keys[0], MOST), (other, keys[1], MOST), CLUSTERS
    )

    first: dict[tuple[int, ...], tuple[int, ...]] = {}
    for it in sorted(tried(shown, one, keys[0]) + tried(shown, other, keys[1])):
        first.setdefault(it[:2], it[-2:])
    assert list(zip(*(column.tolist() for column in found), strict=True)) == list(first.values())
