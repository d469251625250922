"""The twin of native/link/twos: with arrays, value by value and cluster by cluster."""

from itertools import combinations

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.link.edges import NONE, Edges, edge_table
from lamplight.link.ones import other_bits, own_of
from lamplight.link.shares import CONTACTS
from lamplight.link.table import Table, starts_of
from lamplight.link.trail import CLASSES, Stays
from lamplight.link.twos import AGAINST, AKIN_BITS, MOST_VALUES, OFTEN
from tests.link.slow.chances import chance_bits


def twos(table: Table, stays: Stays, sharing: int, limit: float) -> Edges:
    """Clusters that share two values which meet far more often than chance would have it.

    sharing  how many clusters share anything with anybody
    """
    rarity = np.log2(max(sharing, 1)) - np.log2(np.maximum(table.spread, 1))
    first, second, cluster, row = _met(table, rarity, limit)
    start = starts_of(first, second)
    count = np.diff(np.append(start, len(row)))
    a, b = first[start], second[start]
    meeting = np.log2(count / max(sharing, 1))
    bits = rarity[a] + rarity[b] + meeting - _akin(table, a, b)
    part = np.clip(rarity[a] / np.maximum(rarity[a] + rarity[b], 1e-9), 0.0, 1.0)
    often = count >= OFTEN * np.minimum(table.spread[a], table.spread[b])
    at, head, join = _beside(start, count, (bits >= limit) & (count > 1) & often)
    low, high = cluster[head], cluster[at]
    own = own_of(table, low, high)
    named = [np.where(own > 0, two[join], NONE) for two in (a, b)]
    chance = chance_bits(table, low, high, named)
    against, stay_bits = _against(table, stays, (low, high), own)
    of_first, of_second = bits * part, bits * (1 - part)
    worth = of_first[join] + of_second[join] + chance + stay_bits + against
    edges = edge_table(
        left=row[head],
        right=row[at],
        first=a[join],
        second=b[join],
        first_groups=table.spread[a[join]],
        second_groups=table.spread[b[join]],
        first_bits=of_first[join],
        second_bits=of_second[join],
        chance_bits=chance,
        other=own,
        other_bits=against,
        stay=np.where(own > 0, stays.classes(low, high), 0),
        stay_bits=stay_bits,
    )
    enough: Edges = edges[worth >= limit]
    return enough


def _beside(start: I64, count: I64, chosen: Bool) -> tuple[I64, I64, I64]:
    """Of each chosen run: each member but the first beside the first, and each from the third on
    beside the one before it -> members, those beside them, runs."""
    run = np.repeat(np.arange(len(start)), count)
    later = np.ones(len(run), np.bool_)
    later[start] = False
    at = np.flatnonzero(later & chosen[run])
    third = at[at - 1 > start[run[at]]]
    head = np.concatenate([start[run[at]], third - 1])
    at = np.concatenate([at, third])
    return at, head, run[at]


def _against(table: Table, stays: Stays, clusters: tuple[I64, I64], own: I64) -> tuple[F64, F64]:
    """What contacts of one that are not the other's say of each two clusters, bits 0 or below, all
    of it where they were never in one place; and what having been in one place takes from that."""
    against, made_up = np.zeros(len(own)), np.zeros(len(own))
    some = np.flatnonzero(own)
    stay, bits = stays.bits(clusters[0][some], clusters[1][some], table.weights)
    beside = stay < CLASSES.index("elsewhere")
    against[some] = other_bits(table, own[some]) * np.where(beside, AGAINST, 1.0)
    made_up[some] = np.clip(bits, 0.0, -against[some])
    return against, made_up


def _met(table: Table, rarity: F64, limit: float) -> tuple[I64, I64, I64, I64]:
    """(value, value, cluster, row) of each two values that clusters show, by value and value; only
    those that would reach the limit if all who show the rarer one showed both."""
    met = []
    cluster, value, row = (column.tolist() for column in table.listed())
    for here, other in combinations(range(len(cluster)), 2):
        a, b = value[here], value[other]
        near = other - here < MOST_VALUES and cluster[here] == cluster[other]
        akin = AKIN_BITS[(table.kind[a] < CONTACTS) + int(table.kind[b] < CONTACTS)]
        if near and min(rarity[a], rarity[b]) - akin >= limit:
            met.append((min(a, b), max(a, b), row[here], cluster[here]))
    first, second, row, cluster = np.array(sorted(met), np.int64).reshape(-1, 4).T
    return first, second, cluster, row


def _akin(table: Table, first: I64, second: I64) -> F64:
    """Bits that two values lose since they travel together."""
    contacts = (table.kind[first] < CONTACTS).astype(np.int64) + (table.kind[second] < CONTACTS)
    return AKIN_BITS[contacts]
