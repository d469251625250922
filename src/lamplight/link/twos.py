"""Join clusters that share two values which meet far more often than chance would have it.

Table, sharing, limit -> twos -> Joins

Method: of S clusters that share anything with anybody, s show one value and t another; by chance
s·t/S show both. Where q do, all q are joined, worth log2(q·S / s·t) bits. It asks nothing of either
value but that the two are independent, so a number that sixty strangers share still joins the ads
that also share a text.
A number of a desk and a copied text meet too: where two clusters have numbers of their own besides,
that counts against them, in full where they were never in one place; being seen together makes up
for it. Two clusters that show much must have more in common: a stranger who copies takes some of
what there is. Of a cluster with one text, that very one must have been copied; of one with ten, any
of them would do, which is log2(10) bits more likely; for k in common of m, on the side that shows
fewer, it is log2 of m over k, and of m - 1 over k - 1 for the second that is named.
Limit: two contacts of one desk, or words and pictures stolen together, are not independent; the
first are never taken together, the second count for less.
"""

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I32, I64
from lamplight.link.edges import Columns, Joins
from lamplight.link.ones import OTHERS
from lamplight.link.table import Table
from lamplight.link.trail import CLASSES, Stays
from lamplight.link.weigh import bits_named

MOST_VALUES = 16  # of one cluster, the rarest, tried in twos
AKIN_BITS = np.array([5.0, 0.0, np.inf])
"""Lost by two of which so many are contacts: words and pictures travel together, and so do contacts
that go with one desk."""
OFTEN = 0.25  # of those who show the rarer one: fewer are two things common in one community
AGAINST = 0.4  # of what contacts of one's own say where one value is all that two share

_OTHERS = ("first_bits", "second_bits", "chance_bits", "stay_bits", "other_bits", "stay", "other")


def twos(table: Table, stays: Stays, sharing: int, limit: float) -> Joins:
    """Clusters that share two values which meet far more often than chance would have it.

    sharing  how many clusters share anything with anybody
    """
    sharing = max(sharing, 1)
    rarity = rarity_of(int(table.spread.max(initial=0)), sharing)
    bits = rarity, AKIN_BITS, bits_named(OTHERS, table.weights), bits_named(CLASSES, table.weights)
    limits = float(sharing), limit, OFTEN, AGAINST, MOST_VALUES
    found = _native.Twos(table.counted, stays.counted, bits, limits)
    left, right, first, second, worth = found.ends()

    def others(places: I64) -> Columns:
        columns: dict[str, I32 | I64 | F64] = dict(
            zip(_OTHERS, found.others(stays.counted, places), strict=True)
        )
        columns["first_groups"] = table.spread[first[places]]
        columns["second_groups"] = table.spread[second[places]]
        return columns

    return Joins(left, right, first, second, worth, others)


def rarity_of(spread: int, sharing: int) -> F64:
    """Bits of a value by how many clusters show it, up to spread."""
    rarity: F64 = np.log2(sharing) - np.log2(np.maximum(np.arange(spread + 1), 1))
    return rarity
