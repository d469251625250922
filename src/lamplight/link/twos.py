"""Join clusters that share two values which meet far more often than chance would have it.

Table, sharing, limit -> twos -> Joins

Method: of S clusters that share anything with anybody, s show one value and t another; by chance
s·t/S show both. Where q do, all q are joined, worth log2(q·S / s·t) bits. It asks nothing of either
value but that the two are independent, so a number that sixty strangers share still joins the ads
that also share a text.
A number of a desk and a copied text meet too: where two clusters have numbers of their own besides,
that counts against them, in full where they were never in one place; being seen together makes up
for it. Two clusters that show much must have more in common (see chances).
Limit: two contacts of one desk, or words and pictures stolen together, are not independent; the
first are never taken together, the second count for less.
"""

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.link.chances import chance_bits
from lamplight.link.edges import NONE, Columns, Joins
from lamplight.link.ones import other_bits, own_of
from lamplight.link.shares import CONTACTS
from lamplight.link.table import Table, starts_of
from lamplight.link.trail import CLASSES, Stays

MOST_VALUES = 16  # of one cluster, the rarest, tried in twos
AKIN_BITS = np.array([5.0, 0.0, np.inf])
"""Lost by two of which so many are contacts: words and pictures travel together, and so do contacts
that go with one desk."""
OFTEN = 0.25  # of those who show the rarer one: fewer are two things common in one community
ROUNDING_BITS = 1e-6
AGAINST = 0.4  # of what contacts of one's own say where one value is all that two share


def twos(table: Table, stays: Stays, sharing: int, limit: float) -> Joins:
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
    for_it, chance = bits[join], chance_bits(table, low, high, named)
    may = np.flatnonzero(for_it + chance >= limit - ROUNDING_BITS)
    at, head, join, own, chance = at[may], head[may], join[may], own[may], chance[may]
    low, high = low[may], high[may]
    against, stay_bits = _against(table, stays, (low, high), own)
    of_first, of_second = bits * part, bits * (1 - part)
    worth = of_first[join] + of_second[join] + chance + stay_bits + against
    enough = np.flatnonzero(worth >= limit)

    def others(places: I64) -> Columns:
        some = enough[places]
        of, two = join[some], (a[join[some]], b[join[some]])
        return dict(
            first_groups=table.spread[two[0]],
            second_groups=table.spread[two[1]],
            first_bits=of_first[of],
            second_bits=of_second[of],
            chance_bits=chance[some],
            other=own[some],
            other_bits=against[some],
            stay=stays.classes(low[some], high[some]),
            stay_bits=stay_bits[some],
        )

    at, head, of = row[at[enough]], row[head[enough]], join[enough]
    return Joins(head, at, a[of], b[of], worth[enough], others)


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
    return table.counted.often_met(rarity, AKIN_BITS, limit, MOST_VALUES)


def _akin(table: Table, first: I64, second: I64) -> F64:
    """Bits that two values lose since they travel together."""
    contacts = (table.kind[first] < CONTACTS).astype(np.int64) + (table.kind[second] < CONTACTS)
    return AKIN_BITS[contacts]
