"""Find ads that are one ad collected twice.

Corpus, Shares, Wording -> first_of -> row of the first of each

Same words, same values, same place, same time: a record that came in again says nothing new, so it
must not make anything look more widely used.
"""

import numpy as np

from lamplight.arrays import I64, U64
from lamplight.link.corpus import Corpus
from lamplight.link.shares import Shares
from lamplight.link.words import Wording


def first_of(corpus: Corpus, shares: Shares, wording: Wording) -> I64:
    """Of each ad, the first row that says the same; itself where it shows nothing -> I64[n]."""
    n = len(corpus)
    shown = np.zeros((2, n), np.uint64)
    for column, seed in zip(shown, (0x9E3779B97F4A7C15, 0xD1B54A32D192ED03), strict=True):
        np.add.at(column, shares.row, mixed(shares.value.astype(np.uint64), seed))
    columns = np.stack(
        [wording.text, corpus.place, corpus.day.view(np.int64), *shown.view(np.int64)]
    )
    _, first, same = np.unique(columns, axis=1, return_index=True, return_inverse=True)
    bare = np.bincount(shares.row, minlength=n) == 0
    return np.where(bare, np.arange(n), first[same.ravel()])


def mixed(value: U64, seed: int) -> U64:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    out = value * np.uint64(seed) + np.uint64(seed)
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))
