"""How many chances two clusters had to show a copied text or picture both.

Table, two clusters, what they share -> chance_bits -> bits, 0 or below

Method: a stranger who copies takes some of what there is. Of a cluster with one text, that very
one must have been copied; of one with ten, any of them would do, which is log2(10) bits more
likely; for k in common of m it is log2 of m over k, and of m - 1 over k - 1 for the second that is
named. So the more two large clusters show, the more they must have in common.
Limit: counts of the smaller side alone, since what one copied the other has.
"""

from collections.abc import Iterable

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.edges import NONE
from lamplight.link.shares import PICTURE, TEXT
from lamplight.link.table import Table


def chance_bits(table: Table, low: I64, high: I64, named: Iterable[I64]) -> F64:
    """What it takes from the values named, -1 for none, that they are some of many -> F64[k]."""
    bits = np.zeros(len(low))
    kinds = [np.where(it >= 0, table.kind[it], NONE) for it in named]
    for kind in (TEXT, PICTURE):
        count = sum((it == kind).astype(np.int64) for it in kinds)
        shown = table.count(kind)
        some = np.flatnonzero(count)
        fewer = np.minimum(shown[low[some]], shown[high[some]])
        pair, _ = table.counted.in_common(table.kind == kind, low[some], high[some])
        one, other = _ways(fewer, np.bincount(pair, minlength=len(some)))
        bits[some] -= one + np.where(count[some] > 1, other, 0.0)
    return bits


def _ways(fewer: I64, common: I64) -> tuple[F64, F64]:
    """Bits for one value of those in common, and for another besides."""
    common = np.maximum(common, 1)
    fewer = np.maximum(fewer, common)
    one: F64 = np.log2(fewer / common)
    other: F64 = np.log2(np.maximum(fewer - 1, 1) / np.maximum(common - 1, 1))
    return one, other
