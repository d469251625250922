"""Join clusters that share two values which meet far more often than chance would have it.

Table, sharing, limit -> twos -> Edges

Method: of S clusters that share anything with anybody, s show one value and t another; by chance
s·t/S show both. Where q do, all q are joined, worth log2(q·S / s·t) bits. It asks nothing of either
value but that the two are independent, so a number that sixty strangers share still joins the ads
that also share a text.
Limit: two contacts of one desk, or words and pictures stolen together, are not independent; the
first are never taken together, the second count for less.
"""

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.edges import Edges, edge_table
from lamplight.link.shares import CONTACTS
from lamplight.link.table import Table, starts_of

MOST_VALUES = 16  # of one cluster, the rarest, tried in twos
AKIN_BITS = 5.0  # words and pictures travel together


def twos(table: Table, sharing: int, limit: float) -> Edges:
    """Clusters that share two values which meet far more often than chance would have it.

    sharing  how many clusters share anything with anybody
    """
    rarity = np.log2(max(sharing, 1)) - np.log2(np.maximum(table.spread, 1))
    first, second, row = _met(table, rarity, limit)
    start = starts_of(first, second)
    count = np.diff(np.append(start, len(row)))
    a, b = first[start], second[start]
    meeting = np.log2(count / max(sharing, 1))
    bits = rarity[a] + rarity[b] + meeting - _akin(table, a, b)
    part = np.clip(rarity[a] / np.maximum(rarity[a] + rarity[b], 1e-9), 0.0, 1.0)
    join = np.repeat(np.arange(len(start)), count)
    head = row[start][join]
    at = np.flatnonzero(((bits >= limit) & (count > 1))[join] & (row != head))
    join = join[at]
    return edge_table(
        left=head[at],
        right=row[at],
        first=a[join],
        second=b[join],
        first_groups=table.spread[a[join]],
        second_groups=table.spread[b[join]],
        first_bits=(bits * part)[join],
        second_bits=(bits * (1 - part))[join],
    )


def _met(table: Table, rarity: F64, limit: float) -> tuple[I64, I64, I64]:
    """(value, value, row) of each two values of a cluster, by value and value; only those that
    would reach the limit if all who show the rarer one showed both."""
    parts = [np.empty((3, 0), np.int64)]
    for step in range(1, MOST_VALUES):
        here = np.flatnonzero(table.cluster[:-step] == table.cluster[step:])
        if not len(here):
            break
        a, b = table.value[here], table.value[here + step]
        hopeful = np.minimum(rarity[a], rarity[b]) - _akin(table, a, b) >= limit
        a, b, here = a[hopeful], b[hopeful], here[hopeful]
        parts.append(np.stack([np.minimum(a, b), np.maximum(a, b), table.row[here]]))
    first, second, row = np.concatenate(parts, axis=1)
    order = np.argsort(first * table.width + second, kind="stable")
    return first[order], second[order], row[order]


def _akin(table: Table, first: I64, second: I64) -> F64:
    """Bits that two values lose since they travel together: all of them for two contacts."""
    contacts = (table.kind[first] < CONTACTS).astype(np.int64) + (table.kind[second] < CONTACTS)
    return np.array([AKIN_BITS, 0.0, np.inf])[contacts]
