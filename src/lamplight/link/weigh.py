"""What sharing a value is worth.

Shares, labels -> spread_of -> worth_of -> bits

Method: Fellegi and Sunter (1969) with the frequency of each value. Of S independent groups of ads,
s show a value v. Two of them share it by chance with probability about (s/S)², so sharing it speaks
for one operator with log2(S/s) bits and more, the more often operators repeat themselves in that
kind. What counts is groups, never ads: a person who posts a hundred times makes no value generic.
"""

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights
from lamplight.link.shares import KINDS, Shares

DEFAULT: Weights = {
    "phone": 4.5,
    "email": 5.0,
    "handle": 4.5,
    "url": 2.0,
    "wallet": 5.0,
    "picture": 3.0,
    "text": 3.5,
    "least": 3.0,
    "other contact": -2.5,
    "together": 2.0,
    "again": 1.0,
    "elsewhere": -0.5,
    "moved": -3.0,
}
"""Bits before a corpus has been looked at.

a kind         log2 odds that two groups belong together which alone share a value of it
least          a join below this is not made
other contact  both can be reached, but nowhere in common
together       both were in one place within a week
again          both were in one place, at different times
elsewhere      at no time in one place, with no long silence between
moved          one fell silent for three weeks or more, and the other came up in another place
"""


def shared_pairs(labels: I64, shares: Shares) -> tuple[I64, I64, I64]:
    """(cluster, value, first row) once for each value that a cluster shows, by cluster."""
    width = len(shares.kind)
    pairs, first = np.unique(labels[shares.row] * width + shares.value, return_index=True)
    cluster, value = np.divmod(pairs, max(width, 1))
    return cluster, value, shares.row[first]


def spread_of(value: I64, values: int) -> I64:
    """Clusters that show each value -> I64[v]."""
    return np.bincount(value, minlength=values)


def worth_of(spread: I64, kind: I64, weights: Weights) -> F64:
    """Bits of each value when it is all that two clusters share -> F64[v]."""
    base = np.array([weights[name] for name in KINDS])
    worth: F64 = base[kind] - np.log2(np.maximum(spread, 2) / 2)
    return worth
