"""Which two values clusters show together."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.table import Table
from lamplight.link.weigh import DEFAULT
from tests.link.test_table import shares_of

VALUES = 8
AKIN = (2.0, 0.0, np.inf)
shown = st.lists(st.sets(st.integers(0, VALUES - 1)), max_size=12)


@given(
    shown,
    st.lists(st.sampled_from([0, 6]), min_size=VALUES, max_size=VALUES),
    st.integers(0, 6).map(float),
)
def test_two_values_that_clusters_show_together_are_met(
    albums: list[set[int]], kinds: list[int], limit: float
) -> None:
    table = Table(np.arange(len(albums)), shares_of(albums, kinds), DEFAULT)
    rarity = (8 - table.spread).astype(np.float64)

    found = table.counted.often_met(rarity, np.array(AKIN), limit, most=3)

    met = []
    for (mine, a, row), (theirs, b, _) in combinations(zip(*table.listed(), strict=True), 2):
        album = [
            value for cluster, value, _ in zip(*table.listed(), strict=True) if cluster == mine
        ]
        said = min(rarity[a], rarity[b]) - AKIN[(kinds[a] == 0) + (kinds[b] == 0)]
        if mine == theirs and album.index(b) - album.index(a) < 3 and said >= limit:
            met.append((min(a, b), max(a, b), row))
    often = [it for it in met if sum(it[:2] == other[:2] for other in met) > 1]
    first, second, cluster, row = (column.tolist() for column in found)
    assert list(zip(first, second, row, strict=True)) == sorted(often)
    assert cluster == row  # each ad is a cluster
