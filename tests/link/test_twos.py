"""Which two values clusters show together."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight import _native

VALUES = 8
AKIN = (2.0, 0.0, np.inf)
shown = st.lists(st.lists(st.integers(0, VALUES - 1), unique=True), max_size=12)


@given(
    shown,
    st.lists(st.integers(0, 9).map(float), min_size=VALUES, max_size=VALUES),
    st.lists(st.booleans(), min_size=VALUES, max_size=VALUES),
    st.integers(0, 6).map(float),
)
def test_two_values_that_clusters_show_together_are_met(
    albums: list[list[int]], rarity: list[float], contact: list[bool], limit: float
) -> None:
    entries = [(cluster, value) for cluster, album in enumerate(albums) for value in album]
    cluster, value = np.array(entries, np.int64).reshape(-1, 2).T.copy()
    row = np.arange(len(entries))[::-1].copy()

    found = _native.often_met(
        (cluster, value, row), np.array(rarity), np.array(AKIN), np.array(contact), limit, most=3
    )

    met = []
    for here, other in combinations(range(len(entries)), 2):
        (mine, a), (theirs, b) = entries[here], entries[other]
        said = min(rarity[a], rarity[b]) - AKIN[contact[a] + contact[b]]
        if mine == theirs and other - here < 3 and said >= limit:
            met.append((min(a, b), max(a, b), here))
    often = [it for it in met if sum(it[:2] == other[:2] for other in met) > 1]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == sorted(
        often, key=lambda it: (*it[:2], -it[2])
    )
