"""Which clusters show which values."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.link.shares import CONTACTS, KINDS, PICTURE, TEXT, Shares
from lamplight.link.table import MOST_GROUPS, OWN_GROUPS, Held, Table
from lamplight.link.weigh import DEFAULT
from lamplight.match.hamming import number_by_first

albums = st.lists(st.sets(st.integers(0, 60), max_size=60), min_size=1, max_size=6)


@given(albums, st.sets(st.integers(0, 60)))
def test_two_clusters_have_in_common_what_both_hold(
    held: list[set[int]], counted: set[int]
) -> None:
    pairs = [(cluster, value) for cluster, values in enumerate(held) for value in sorted(values)]
    cluster, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    begin = np.searchsorted(cluster, np.arange(len(held) + 1))
    low, high = (it.ravel() for it in np.mgrid[: len(held), : len(held)])

    pair, common = Held(begin, value).in_common(low, high, np.isin(np.arange(61), list(counted)))

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


@given(
    st.lists(st.sets(st.integers(0, 30)), min_size=60, max_size=60),
    st.lists(st.integers(0, len(KINDS) - 1), min_size=31, max_size=31),
    st.sets(st.integers(0, 30)),
    st.integers(1, 60),
    st.randoms(use_true_random=False),
)
def test_a_table_is_what_counting_gives(
    shown: list[set[int]], kinds: list[int], barred: set[int], clusters: int, random: Random
) -> None:
    labels = number_by_first(np.array([random.randrange(clusters) for _ in shown], np.int64))
    pairs = [(row, value) for row, values in enumerate(shown) for value in sorted(values)]
    random.shuffle(pairs)
    row, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    bars = np.isin(np.arange(31), list(barred))

    table = Table(labels, Shares(row, value, np.array(kinds), np.arange(31), bars), DEFAULT)

    first: dict[tuple[int, int], int] = {}
    for ad, it in pairs:
        first.setdefault((int(labels[ad]), it), ad)
    of = {c: sorted(v for cc, v in first if cc == c) for c in range(table.clusters)}
    spread = [sum(v in of[c] for c in of) for v in range(31)]
    reach = {c: sum(kinds[v] < CONTACTS for v in of[c]) for c in of}
    bearing = [sum(v in of[c] and reach[c] > (kinds[v] < CONTACTS) for c in of) for v in range(31)]
    groups = [bear + (bear < wide) for bear, wide in zip(bearing, spread, strict=True)]
    contacts = {c: [v for v in of[c] if kinds[v] < CONTACTS] for c in of}
    told = {c: [v for v in contacts[c] if groups[v] <= MOST_GROUPS] for c in of}
    rarest = [
        (c, v, first[c, v])
        for c in of
        for v in sorted(of[c], key=lambda v: (spread[v], v))
        if spread[v] > 1 and v not in barred
    ]
    assert (table.spread.tolist(), table.groups.tolist()) == (spread, groups)
    assert table.reach.tolist() == [len(told[c]) for c in of]
    assert table.reachable.tolist() == [
        any(groups[v] <= OWN_GROUPS for v in contacts[c]) for c in of
    ]
    assert table.reach_by_kind.tolist() == [
        [sum(kinds[v] == kind for v in told[c]) for kind in range(CONTACTS)] for c in of
    ]
    assert table.album.tolist() == [sum(kinds[v] == PICTURE for v in of[c]) for c in of]
    assert table.texts.tolist() == [sum(kinds[v] == TEXT for v in of[c]) for c in of]
    columns = (table.cluster.tolist(), table.value.tolist(), table.row.tolist())
    assert list(zip(*columns, strict=True)) == rarest
    assert table.shown.value.tolist() == [v for c in of for v in of[c] if spread[v] > 1]
