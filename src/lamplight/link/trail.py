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
    came, left   I64[k] the entries in order of their first day, and of their last
    """

    row: I64
    place: I64
    first: F64
    last: F64
    came: I64
    left: I64

    @classmethod
    def of_ads(cls, day: F64, place: I64) -> "Trail":
        """Of n ads: day F64[n], NaN where unknown; place I64[n], -1 where unknown."""
        known = np.flatnonzero((place >= 0) & ~np.isnan(day))
        day = day[known]
        order = np.argsort(day)
        return cls(known, place[known], day, day, order, order)

    def of(self, labels: I64) -> "Stays":
        """Each place of each cluster, with the first and the last day there."""
        cluster, clusters = labels[self.row], int(labels.max(initial=-1)) + 1
        group, kept, came, left = _native.stays(cluster, self.place, self.came, self.left, clusters)
        first, last = np.empty(len(kept)), np.empty(len(kept))
        first[group[self.came[::-1]]] = self.first[self.came[::-1]]
        last[group[self.left]] = self.last[self.left]
        shown = Trail(self.row[kept], self.place[kept], first, last, came, left)
        return Stays(cluster[kept], shown, clusters)


class Stays:
    """The stays of each cluster: by cluster and place, those of c from begin[c] to begin[c + 1].

    shown           place, first and last day of each: all that later rounds need
    opened, closed  of each cluster, the first day and the last
    met, seen       of each cluster, how many stays of the others a stranger's single stay would
                    meet, at one time or at any
    """

    def __init__(self, cluster: I64, shown: Trail, clusters: int) -> None:
        self.shown = shown
        self.begin = np.append(0, np.cumsum(np.bincount(cluster, minlength=clusters)))
        self.opened = np.full(clusters, np.inf)
        self.closed = np.full(clusters, -np.inf)
        there = np.flatnonzero(np.diff(self.begin))
        if len(there):
            self.opened[there] = np.minimum.reduceat(shown.first, self.begin[there])
            self.closed[there] = np.maximum.reduceat(shown.last, self.begin[there])
        meeting, seeing = _crowds(shown)
        self.met = np.bincount(cluster, meeting, clusters).astype(np.float64)
        self.seen = np.bincount(cluster, seeing, clusters).astype(np.float64)

    def meeting_share(self) -> float:
        """In how many places two clusters taken at large were together, on average; 1 at most."""
        known = int((np.diff(self.begin) > 0).sum())
        stays = len(self.shown.place)
        meetings = self.met.sum() * (stays + STRANGERS) - stays
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
        days = self.shown.first, self.shown.last
        together, again = _native.met_in_places(
            self.begin, self.shown.place, days, (left, right), NEAR_DAYS
        )
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
    days, orders = (shown.first, shown.last), (shown.came, shown.left)
    met, seen = _native.crowds(shown.place, days, orders, places, NEAR_DAYS)
    return met / (len(met) + STRANGERS), seen / (len(seen) + STRANGERS)


def surprise_bits(count: I64, expected: F64) -> F64:
    """How far a count lies above what was expected: the exponent of its chance (Chernoff 1952, for
    Poisson counts)."""
    over = np.maximum(np.maximum(count, expected) / np.maximum(expected, 1e-9), 1.0)
    bits: F64 = (count * np.log(over) - np.maximum(count - expected, 0.0)) / np.log(2)
    return np.maximum(bits, 0.0)
