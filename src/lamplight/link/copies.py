"""Find ads that are one ad collected twice.

Corpus, Shares -> first_of -> row of the first of each

Same words, same values, same place, same time: a record that came in again says nothing new, so it
must not make anything look more widely used.
"""

import numpy as np

from lamplight.arrays import I64, U64
from lamplight.link.corpus import Corpus
from lamplight.link.shares import Shares

SEEDS = (0x9E3779B97F4A7C15, 0xD1B54A32D192ED03)


def first_of(corpus: Corpus, shares: Shares) -> I64:
    """Of each ad, the first row that says the same; itself where it shows nothing -> I64[n]."""
    n = len(corpus)
    one, other = (_said(corpus, shares, seed) for seed in SEEDS)
    order = np.argsort(one, kind="stable")
    same = np.append(False, one[order[1:]] == one[order[:-1]])[:n]
    same[1:] &= other[order[1:]] == other[order[:-1]]
    first = np.empty(n, np.int64)
    first[order] = order[np.maximum.accumulate(np.where(same, 0, np.arange(n)))]
    bare = np.bincount(shares.row, minlength=n) == 0
    return np.where(bare, np.arange(n), first)


def _said(corpus: Corpus, shares: Shares, seed: int) -> U64:
    """A checksum of all that an ad says and shows."""
    said = np.zeros(len(corpus), np.uint64)
    np.add.at(said, shares.row, mixed(shares.value.astype(np.uint64), seed))
    for column in (corpus.wording.text, corpus.place, corpus.day.view(np.int64)):
        said = mixed(said ^ column.astype(np.uint64), seed)
    return said


def mixed(value: U64, seed: int) -> U64:
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    out = value * np.uint64(seed) + np.uint64(seed)
    out ^= out >> np.uint64(30)
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))
