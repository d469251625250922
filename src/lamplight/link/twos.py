"""Join clusters that share two values which meet far more often than chance would have it.

Table, limit -> twos -> Edges

Method: of S clusters that share anything with anybody, s show one value and t another; by chance
s·t/S show both. Where q do, all q are joined, worth log2(q·S / s·t) bits. It asks nothing of either
value but that the two are independent, so a number that sixty strangers share still joins the ads
that also share a text.
Limit: two contacts of one desk, or words and pictures stolen together, are not independent; the
first are never taken together, the second count for less.
"""

import numpy as np

from lamplight.arrays import I64
from lamplight.link.edges import Edges, edge_table
from lamplight.link.shares import CONTACTS
from lamplight.link.table import Table, starts_of

MOST_VALUES = 16  # of one cluster, the rarest, tried in twos
AKIN_BITS = 5.0  # words and pictures travel together


def twos(table: Table, limit: float) -> Edges:
    """Clusters that share two values which meet far more often than chance would have it."""
    first, second, row = _met(table)
    start = starts_of(first, second)
    count = np.diff(np.append(start, len(row)))
    a, b = first[start], second[start]
    rarity = -np.log2(table.spread / max(table.sharing, 1) + 1e-300)
    contacts = (table.kind[a] < CONTACTS).astype(np.int64) + (table.kind[b] < CONTACTS)
    meeting = np.log2(count / max(table.sharing, 1)) - np.where(contacts == 0, AKIN_BITS, 0.0)
    bits = np.where(contacts == 2, -np.inf, rarity[a] + rarity[b] + meeting)
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


def _met(table: Table) -> tuple[I64, I64, I64]:
    """(value, value, row) of each two values of a cluster, by value, value, row."""
    parts = [np.empty((3, 0), np.int64)]
    for step in range(1, MOST_VALUES):
        here = np.flatnonzero(table.cluster[:-step] == table.cluster[step:])
        if not len(here):
            break
        a, b = table.value[here], table.value[here + step]
        parts.append(np.stack([np.minimum(a, b), np.maximum(a, b), table.row[here]]))
    first, second, row = np.concatenate(parts, axis=1)
    order = np.lexsort((row, second, first))
    return first[order], second[order], row[order]
