"""Which clusters show which values."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplight.arrays import I64
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, TEXT, Shares
from lamplight.link.table import MOST_GROUPS, OWN_GROUPS, Table
from lamplight.link.weigh import DEFAULT
from lamplight.match.hamming import number_by_first

albums = st.lists(st.sets(st.integers(0, 60), max_size=60), min_size=2, max_size=6)
ADS, VALUES = 40, 20


@given(albums, st.sets(st.integers(0, 60)))
def test_two_clusters_have_in_common_what_both_hold(
    held: list[set[int]], counted: set[int]
) -> None:
    table = Table(np.arange(len(held)), shares_of(held, [0] * 61), DEFAULT)
    low, high = np.triu_indices(len(held), 1)

    pair, common = table.counted.in_common(np.isin(np.arange(61), list(counted)), low, high)

    both = [sorted(held[a] & held[b] & counted) for a, b in zip(low, high, strict=True)]
    assert list(zip(pair.tolist(), common.tolist(), strict=True)) == [
        (at, value) for at, values in enumerate(both) for value in values
    ]


def shares_of(shown: list[set[int]], kinds: list[int]) -> Shares:
    pairs = [(row, value) for row, values in enumerate(shown) for value in sorted(values)]
    row, value = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    barred = np.zeros(len(kinds), np.bool_)
    return Shares(row, value, np.array(kinds, np.int64), np.arange(len(kinds)), barred)


some_shown = st.lists(st.sets(st.integers(0, VALUES - 1), max_size=6), min_size=ADS, max_size=ADS)
some_kinds = st.lists(st.integers(0, len(KINDS) - 1), min_size=VALUES, max_size=VALUES)
some_joins = st.lists(st.tuples(st.integers(0, ADS - 1), st.integers(0, ADS - 1)), max_size=ADS)


@given(some_shown, some_kinds, some_joins)
def test_a_later_round_needs_no_more_than_how_many_values_one_cluster_alone_shows(
    shown: list[set[int]], kinds: list[int], joins: list[tuple[int, int]]
) -> None:
    shares, labels = shares_of(shown, kinds), joined(joins)

    later = Table(np.arange(ADS), shares, DEFAULT).numbered(labels)

    same(later, Table(labels, shares, DEFAULT), labels)


@given(some_shown, some_kinds, st.lists(some_joins, min_size=1, max_size=3))
def test_clusters_that_are_joined_in_place_are_as_if_all_were_counted_anew(
    shown: list[set[int]], kinds: list[int], rounds: list[list[tuple[int, int]]]
) -> None:
    told = anew = Table(np.arange(ADS), shares_of(shown, kinds), DEFAULT)
    anew = anew.numbered(np.arange(ADS))

    for at, joins in enumerate(rounds):
        left, right = np.array(joins, np.int64).reshape(-1, 2).T.copy()
        labels = joined([it for some in rounds[: at + 1] for it in some])
        told.join(left, right)
        anew = anew.numbered(labels)

        home = same(told, anew, labels)
        cluster, value, row = told.listed()
        assert list(zip(home[cluster], value, row, strict=True)) == list(
            zip(*anew.listed(), strict=True)
        )


def joined(joins: list[tuple[int, int]]) -> I64:
    """Of each ad its cluster, by the first of each."""
    labels = list(range(ADS))
    for one, other in joins:
        both = labels[one], labels[other]
        labels = [min(both) if it in both else it for it in labels]
    return number_by_first(np.array(labels, np.int64))


def same(one: Table, other: Table, labels: I64) -> I64:
    """Two tables of these clusters say the same, the first of those that still are -> the number of
    each of its clusters in the other."""
    home = np.full(one.clusters, -1)
    np.minimum.at(first := np.full(other.clusters, ADS), labels, np.arange(ADS))
    home[one.labels[first]] = np.arange(other.clusters)
    for name in ("reach", "reachable"):
        assert getattr(one, name)[home >= 0].tolist() == getattr(other, name).tolist()
    for kind in range(len(KINDS)):
        assert one.count(kind)[home >= 0].tolist() == other.count(kind).tolist()
    for kind in range(CONTACTS):
        mine, theirs = one.counted.reach_by(kind), other.counted.reach_by(kind)
        assert mine[home >= 0].tolist() == theirs.tolist()
    cluster, value, _ = one.listed()
    assert list(zip(home[cluster], value, strict=True)) == list(
        zip(*other.listed()[:2], strict=True)
    )
    several = np.bincount(value, minlength=len(one.kind)) > 1
    assert one.worth.tolist() == other.worth.tolist()
    for column in ("spread", "groups"):
        assert getattr(one, column)[several].tolist() == getattr(other, column)[several].tolist()
    low, high = np.triu_indices(other.clusters, 1)
    here = np.flatnonzero(home >= 0)
    apart = one.counted.contacts_apart(here[low], here[high])
    assert apart.tolist() == other.counted.contacts_apart(low, high).tolist()
    return home


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
    for kind in range(CONTACTS):
        assert table.counted.reach_by(kind).tolist() == [
            sum(kinds[v] == kind for v in told[c]) for c in of
        ]
    for kind in (PICTURE, TEXT):
        assert table.count(kind).tolist() == [sum(kinds[v] == kind for v in of[c]) for c in of]
    assert list(zip(*(it.tolist() for it in table.listed()), strict=True)) == rarest
