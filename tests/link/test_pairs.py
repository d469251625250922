"""Which clusters are tried as pairs."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplight import _native
from lamplight.arrays import I64
from lamplight.link.corpus import Weights
from lamplight.link.pairs import ALBUM, pairs_of
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, TEXT
from lamplight.link.table import Table
from lamplight.link.trail import Trail
from lamplight.link.weigh import DEFAULT
from tests.link.test_table import shares_of

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


@settings(deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 15)), min_size=12, max_size=12),
    st.lists(st.integers(0, len(KINDS) - 1), min_size=16, max_size=16),
    st.sampled_from([DEFAULT, {**DEFAULT, "phone": 3.5, "picture": 4.0, "further contact": 0.7}]),
)
def test_what_is_named_is_worth_most_and_some_of_the_rest_adds_bits(
    shown: list[set[int]], kinds: list[int], weights: Weights
) -> None:
    table = Table(np.arange(12), shares_of(shown, kinds), weights)
    stays = Trail.of_ads(np.full(12, np.nan), np.full(12, -1)).of(np.arange(12))

    pairs = pairs_of(table, stays)

    for at, (low, high) in enumerate(zip(pairs.low.tolist(), pairs.high.tolist(), strict=True)):
        first, second, contact_bits, album_bits = slow_pair(table, shown[low], shown[high])
        assert (pairs.first[at], pairs.second[at]) == (first, second)
        assert pairs.contact_bits[at] == pytest.approx(contact_bits)
        assert pairs.album_bits[at] == pytest.approx(album_bits)
        both = [kinds[it] for it in shown[low] & shown[high]]
        assert pairs.contacts[at] == sum(kind < CONTACTS for kind in both)
        assert pairs.pictures[at] == both.count(PICTURE)


def slow_pair(table: Table, one: set[int], other: set[int]) -> tuple[int, int, float, float]:
    """The two values named, and bits of the other contacts and pictures."""
    worth = np.maximum(table.worth, 0.0).tolist()
    worthiest = sorted(one & other, key=lambda it: (-worth[it], it))
    contacts = [it for it in worthiest if table.kind[it] < CONTACTS]
    texts, pictures = ([it for it in worthiest if table.kind[it] == k] for k in (TEXT, PICTURE))
    tops = [some[0] for some in (texts, pictures) if some]
    content = sorted(tops, key=lambda it: -worth[it])
    named = [*contacts[:1], *content, -1, -1][:2]

    def bits(value: int, most: float, *, album: bool = False) -> float:
        return max(most - (0.0 if album else math.log2(max(table.groups[value], 2) / 2)), 0.0)

    album = not contacts and bool(texts)
    most = table.weights["further contact"], table.weights["further picture"]
    of_contacts = sum(bits(it, most[0]) for it in contacts[1:4])
    # a text that is named beside a contact stands in place of the first picture
    further = pictures[:3] if contacts and texts and content[0] == texts[0] else pictures[1:4]
    of_pictures = sum(bits(it, most[1], album=album) for it in further)
    shows = [sum(table.kind[it] == PICTURE for it in side) for side in (one, other)]
    told = contacts or len(pictures) >= ALBUM * min(shows)
    return named[0], named[1], of_contacts, of_pictures if told else 0.0
