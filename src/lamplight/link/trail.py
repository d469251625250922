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

NEAR_DAYS = 7.0
SILENT_DAYS = 21.0
STRANGERS = 150.0  # stays elsewhere that every corpus is thought to have besides its own
CLASSES = ("unknown", "together", "again", "elsewhere", "moved", "gathered")
"""The last is no class of two trails: it stands where a crowd was together, see ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Where ads were, and when: one entry for each ad, or for several of one cluster in one place.

    row          I64[k] an ad of the entry
    place        I64[k]
    first, last  F64[k] the first and the last day there
    """

    row: I64
    place: I64
    first: F64
    last: F64

    @classmethod
    def of_ads(cls, day: F64, place: I64) -> "Trail":
        """Of n ads: day F64[n], NaN where unknown; place I64[n], -1 where unknown."""
        known = np.flatnonzero((place >= 0) & ~np.isnan(day))
        return cls(known, place[known], day[known], day[known])

    def of(self, labels: I64) -> "Stays":
        """Each place of each cluster, with the first and the last day there."""
        width = int(self.place.max(initial=0)) + 1
        keys = labels[self.row] * width + self.place
        order = np.argsort(keys, kind="stable")
        start = order[:0]
        if len(order):
            start = np.flatnonzero(np.append(True, keys[order[1:]] != keys[order[:-1]]))
        first = np.minimum.reduceat(self.first[order], start) if len(start) else self.first
        last = np.maximum.reduceat(self.last[order], start) if len(start) else self.last
        kept = order[start]
        shown = Trail(self.row[kept], self.place[kept], first, last)
        return Stays(keys[kept], shown, width, int(labels.max(initial=-1)) + 1)


class Stays:
    """The stays of each cluster: keys = cluster * width + place, sorted; first and last day.

    shown      the same as entries: all that later rounds need
    met, seen  of each cluster, how many stays of the others a stranger's single stay would meet,
               at one time or at any
    """

    def __init__(self, keys: I64, shown: Trail, width: int, clusters: int) -> None:
        self.keys, self.shown, self.width = keys, shown, width
        self.first, self.last = shown.first, shown.last
        self.begin = np.searchsorted(keys, np.arange(clusters + 1) * width)
        cluster = keys // width
        self.opened = np.full(clusters, np.inf)
        self.closed = np.full(clusters, -np.inf)
        there = np.flatnonzero(np.diff(self.begin))
        if len(there):
            self.opened[there] = np.minimum.reduceat(self.first, self.begin[there])
            self.closed[there] = np.maximum.reduceat(self.last, self.begin[there])
        meeting, seeing = _crowds(shown)
        self.met = np.bincount(cluster, meeting, clusters).astype(np.float64)
        self.seen = np.bincount(cluster, seeing, clusters).astype(np.float64)

    def meeting_share(self) -> float:
        """In how many places two clusters taken at large were together, on average; 1 at most."""
        known = int((np.diff(self.begin) > 0).sum())
        meetings = self.met.sum() * (len(self.keys) + STRANGERS) - len(self.keys)
        return min(float(meetings) / max(known * (known - 1), 1), 1.0)

    def of(self, clusters: I64) -> tuple[I64, I64]:
        """(position in clusters, stay) for each stay of each of the clusters."""
        count = self.begin[clusters + 1] - self.begin[clusters]
        position = np.repeat(np.arange(len(clusters)), count)
        offset = np.arange(len(position)) - np.repeat(np.cumsum(count) - count, count)
        return position, self.begin[clusters][position] + offset

    def surprise(self, left: I64, right: I64) -> F64:
        """Bits by which each two clusters were together in more places than strangers would be."""
        return surprise_bits(self._compared(left, right)[1], self._chance(self.met, left, right))

    def _chance(self, crowd: F64, left: I64, right: I64) -> F64:
        """In how many places each two clusters would be together if they were strangers."""
        stays = np.diff(self.begin)
        chance: F64 = np.maximum(crowd[left] * stays[right], crowd[right] * stays[left])
        return chance

    def classes(self, left: I64, right: I64) -> I64:
        """Index in CLASSES of each two clusters -> I64[k]."""
        return self._compared(left, right)[0]

    def _compared(self, left: I64, right: I64) -> tuple[I64, I64, I64]:
        """Index in CLASSES of each two clusters, in how many places they were together, and in
        how many at any time."""
        pair, mine = self.of(left)
        wanted = right[pair] * self.width + self.keys[mine] % self.width
        theirs = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        same = self.keys[theirs] == wanted if len(pair) else np.empty(0, np.bool_)
        pair, mine, theirs = pair[same], mine[same], theirs[same]
        gap = np.maximum(self.first[mine] - self.last[theirs], self.first[theirs] - self.last[mine])
        together = np.bincount(pair[gap <= NEAR_DAYS], minlength=len(left))
        again = np.bincount(pair, minlength=len(left))
        between = np.maximum(
            self.opened[left] - self.closed[right], self.opened[right] - self.closed[left]
        )
        known = (self.begin[left + 1] > self.begin[left]) & (
            self.begin[right + 1] > self.begin[right]
        )
        classes = np.select(
            [~known, together > 0, again > 0, between <= SILENT_DAYS], [0, 1, 2, 3], 4
        )
        return classes, together, again

    def bits(self, left: I64, right: I64, weights: Weights) -> tuple[I64, F64]:
        """Index in CLASSES, and bits for one operator behind two clusters; below 0: against."""
        classes, together, again = self._compared(left, right)
        worth = np.array([0.0, *(weights[name] for name in CLASSES[1:])])[classes]
        for place, count, crowd in ((1, together, self.met), (2, again, self.seen)):
            chance = self._chance(crowd, left, right)
            worth = np.where(
                classes == place, np.minimum(worth, surprise_bits(count, chance)), worth
            )
        return classes, worth


def _crowds(shown: Trail) -> tuple[F64, F64]:
    """Of each stay, the share of all stays that were there at its time, and at any."""
    places = int(shown.place.max(initial=-1)) + 1
    met, seen = _native.crowds(shown.place, shown.first, shown.last, places, NEAR_DAYS)
    return met / (len(met) + STRANGERS), seen / (len(seen) + STRANGERS)


def surprise_bits(count: I64, expected: F64) -> F64:
    """How far a count lies above what was expected: the exponent of its chance (Chernoff 1952, for
    Poisson counts)."""
    over = np.maximum(np.maximum(count, expected) / np.maximum(expected, 1e-9), 1.0)
    bits: F64 = (count * np.log(over) - np.maximum(count - expected, 0.0)) / np.log(2)
    return np.maximum(bits, 0.0)
