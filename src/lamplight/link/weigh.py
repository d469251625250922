"""What sharing a value is worth.

spread of values, kinds -> worth_of -> bits

Method: Fellegi and Sunter (1969) with the frequency of each value. Of S independent groups of ads,
s show a value v. Two of them share it by chance with probability about (s/S)², so sharing it speaks
for one operator with log2(S/s) bits and more, the more often operators repeat themselves in that
kind. What counts is groups, never ads: a person who posts a hundred times makes no value generic.
"""

from collections.abc import Sequence

import numpy as np

from lamplight.arrays import F64, I32, I64
from lamplight.link.corpus import Weights
from lamplight.link.shares import KINDS

DEFAULT: Weights = {
    "phone": 6.0,
    "email": 6.0,
    "handle": 6.0,
    "url": 4.5,
    "wallet": 6.0,
    "picture": 2.0,
    "text": 4.0,
    "second value": 1.0,
    "further picture": 2.0,
    "further contact": 2.0,
    "other pictures": -1.0,
    "least": 3.0,
    "own": -2.5,
    "both own": -7.0,
    "other contact": -3.5,
    "together": 6.0,
    "again": 1.5,
    "elsewhere": -1.0,
    "moved": -7.0,
    "gathered": 8.0,
}
"""Bits before a corpus has been looked at.

a kind         log2 odds that two groups belong together which alone share a value of it
second value   they share a contact and a text or picture, or both of these
further picture  the second to fourth picture in common, where those are most of what one shows
further contact  the second to fourth contact in common
other pictures   each picture of the smaller album, three at most, where none is in common
least          a join below this is not made
own            they share a contact, and one of them can be reached otherwise too
both own       they share a contact, and each of them can be reached otherwise too
other contact  they share no contact, and each of them can be reached
together       most that being in one place within a week can say; see trail
again          the same for one place at different times
elsewhere      at no time in one place, with no long silence between
moved          one fell silent for three weeks or more, and the other came up in another place
gathered       most that a crowd with one text or picture can say, in one place at one time
"""


def worth_of(spread: I32, kind: I64, weights: Weights) -> F64:
    """Bits of each value when it is all that two clusters share -> F64[v]."""
    base = np.array([weights[name] for name in KINDS])
    worth: F64 = base[kind] - np.log2(np.maximum(spread, 2) / 2)
    return worth


def bits_named(names: Sequence[str], weights: Weights) -> F64:
    """Of each of these, of which the first says nothing."""
    return np.array([0.0, *(weights[name] for name in names[1:])])
