"""What linking reads: n ads as columns; row i is one ad everywhere.

Corpus, Constraints, Weights -> link.cluster.link_ads -> Linked
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lamplight.arrays import F64, I64, U8
from lamplight.link.words import Wording

Weights = Mapping[str, float]
"""Bits fitted on a corpus, by name; can be written as JSON, and stays until fitted again."""


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """n ads; the order of the rows must not matter to what is found.

    keys             "source/id" of each row, unique: breaks ties, names new clusters
    day              F64[n] days since 1970 UTC, NaN where unknown
    lat, lon         F64[n] degrees, NaN where unknown
    place            I64[n] a number for each different place name, -1 where unknown
    wording          the words of title, newline, body
    values           (kind, value) of each distinct phone, email, handle, url, wallet
    signal_row       I64[m] row of the ad; signal_value I64[m] index in values; no pair twice
    picture_row      I64[p] row of the ad
    picture_hash     U8[p, 32] PDQ; pictures of quality below 50 are not in here
    picture_group    I64[p] one number for near copies of one picture
    """

    keys: Sequence[str]
    day: F64
    lat: F64
    lon: F64
    place: I64
    wording: Wording
    values: Sequence[tuple[str, str]]
    signal_row: I64
    signal_value: I64
    picture_row: I64
    picture_hash: U8
    picture_group: I64

    def __len__(self) -> int:
        return len(self.keys)


def _no_pairs() -> I64:
    return np.empty((0, 2), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """What people decided, as linking needs it.

    same, not_same  I64[k, 2] rows that must share a network, or must not
    restored        values that are not to be split
    ignored         values that are not to join anything
    """

    same: I64 = field(default_factory=_no_pairs)
    not_same: I64 = field(default_factory=_no_pairs)
    restored: frozenset[tuple[str, str]] = frozenset()
    ignored: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ValueUse:
    """How widely a shared value is used.

    atoms   groups of ads that shared it before values that stand alone joined any
    senses  1 where it was not split
    bits    what it is worth to two networks that share nothing else, when all is joined
    """

    kind: str
    value: str
    ads: int
    atoms: int
    senses: int
    bits: float
