"""When and where clusters were seen, and what two such trails say of each other.

Corpus -> Trail.of -> Stays.bits -> bits

A provider who tours is in many places, so distance says nothing. Being in one place at one time
says the more, the less strangers would be: two who travel through five towns together much, two of
whom each is everywhere nothing. A silence that ends in another place says that a number has changed
hands.
Limit: a place is a name; two names of one town are two places.
"""

from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights
from lamplight.link.weigh import bits_named

NEAR_DAYS = 7.0
SILENT_DAYS = 21.0
STRANGERS = 150.0  # stays elsewhere that every corpus is thought to have besides its own
CLASSES = ("unknown", "together", "again", "elsewhere", "moved", "gathered")
"""The last is no class of two trails: it stands where a crowd was together, see ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Where ads were, and when.

    row    I64[k] an ad
    place  I64[k]
    day    F64[k]
    """

    row: I64
    place: I64
    day: F64

    @classmethod
    def of_ads(cls, day: F64, place: I64) -> "Trail":
        """Of n ads: day F64[n], NaN where unknown; place I64[n], -1 where unknown."""
        known = np.flatnonzero((place >= 0) & ~np.isnan(day))
        return cls(known, place[known], day[known])

    def of(self, labels: I64) -> "Stays":
        """Each place of each cluster, with the first and the last day there."""
        limits = NEAR_DAYS, SILENT_DAYS, STRANGERS
        return Stays(_native.Stays(labels, (self.row, self.place), self.day, limits))


class Stays:
    """The stays of each cluster: a place, the first and the last day there."""

    def __init__(self, counted: _native.Stays) -> None:
        self.counted = counted
        self._shown: tuple[I64, I64, F64, F64] | None = None

    def numbered(self, labels: I64) -> "Stays":
        """The same of clusters joined since, numbered as these labels have them."""
        return Stays(_native.Stays(self.counted, labels))

    def join(self, low: I64, high: I64) -> None:
        """Join clusters two by two, in place; the first of each two stays."""
        self.counted.join(low, high)
        self._shown = None

    def shown(self) -> tuple[I64, I64, F64, F64]:
        """Where those of each cluster begin; place, first day and last of each, by cluster and
        place."""
        if self._shown is None:
            self._shown = self.counted.shown()
        return self._shown

    def meeting_share(self) -> float:
        """In how many places two clusters taken at large were together, on average; 1 at most."""
        known = int((np.diff(self.shown()[0]) > 0).sum())
        stays = len(self.counted)
        meetings = self.counted.met().sum() * (stays + STRANGERS) - stays
        return min(float(meetings) / max(known * (known - 1), 1), 1.0)

    def of(self, clusters: I64) -> tuple[I64, I64]:
        """(position in clusters, stay) for each stay of each of the clusters."""
        begin = self.shown()[0]
        count = begin[clusters + 1] - begin[clusters]
        position = np.repeat(np.arange(len(clusters)), count)
        offset = np.arange(len(position)) - np.repeat(np.cumsum(count) - count, count)
        return position, begin[clusters][position] + offset

    def surprise(self, left: I64, right: I64) -> F64:
        """Bits by which each two clusters that were together were so in more places than strangers
        would be."""
        _, count, chance = self.counted.compared(left, right)
        return surprise_bits(count, chance)

    def classes(self, left: I64, right: I64) -> I64:
        """Index in CLASSES of each two clusters -> I64[k]."""
        return self.counted.compared(left, right)[0]

    def bits(self, left: I64, right: I64, weights: Weights) -> tuple[I64, F64]:
        """Index in CLASSES, and bits for one operator behind two clusters; below 0: against."""
        classes, count, chance = self.counted.compared(left, right)
        worth = bits_named(CLASSES, weights)[classes]
        met = np.flatnonzero(count)
        worth[met] = np.minimum(worth[met], surprise_bits(count[met], chance[met]))
        return classes, worth


def surprise_bits(count: I64, expected: F64) -> F64:
    """How far a count lies above what was expected: the exponent of its chance (Chernoff 1952, for
    Poisson counts)."""
    over = np.maximum(np.maximum(count, expected) / np.maximum(expected, 1e-9), 1.0)
    bits: F64 = (count * np.log(over) - np.maximum(count - expected, 0.0)) / np.log(2)
    return np.maximum(bits, 0.0)
