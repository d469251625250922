"""Which clusters show which values."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.shares import KINDS, Shares
from lamplight.link.table import Held, Table
from lamplight.link.weigh import DEFAULT

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


@given(
    st.lists(st.sets(st.integers(0, 20)), min_size=8, max_size=8),
    st.lists(st.integers(0, len(KINDS) - 1), min_size=21, max_size=21),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
)
def test_a_later_round_needs_no_more_than_how_many_values_one_cluster_alone_shows(
    shown: list[set[int]], kinds: list[int], joined: list[int]
) -> None:
    pairs = [(row, value) for row, values in enumerate(shown) for value in sorted(values)]
    row, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    kind, barred = np.array(kinds), np.zeros(len(kinds), np.bool_)
    shares = Shares(row, value, kind, np.arange(len(kinds)), barred)
    labels = np.unique(joined, return_inverse=True)[1]

    before = Table(np.arange(8), shares, DEFAULT)
    later = Table(labels, before.shown, DEFAULT, before.alone)

    whole = Table(labels, shares, DEFAULT)
    for name in ("reach", "reachable", "reach_by_kind", "album", "texts", "worth"):
        assert getattr(later, name).tolist() == getattr(whole, name).tolist()
    for name in ("cluster", "value"):
        assert getattr(later, name).tolist() == getattr(whole, name).tolist()
    several = whole.spread > 1
    assert later.groups[several].tolist() == whole.groups[several].tolist()
