"""Which clusters show which values."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.table import Held

albums = st.lists(st.sets(st.integers(0, 60), max_size=60), min_size=1, max_size=6)


@given(albums, st.sets(st.integers(0, 60)))
def test_two_clusters_have_in_common_what_both_hold(
    held: list[set[int]], counted: set[int]
) -> None:
    pairs = [(cluster, value) for cluster, values in enumerate(held) for value in sorted(values)]
    cluster, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    low, high = (it.ravel() for it in np.mgrid[: len(held), : len(held)])

    pair, common = Held(cluster, value, len(held)).in_common(
        low, high, np.isin(np.arange(61), list(counted))
    )

    both = [sorted(a & b & counted) for a in held for b in held]
    assert list(zip(pair.tolist(), common.tolist(), strict=True)) == [
        (at, value) for at, values in enumerate(both) for value in values
    ]
