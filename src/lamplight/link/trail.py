"""When and where clusters were seen, and what two such trails say of each other.

Corpus -> Trail.of -> Stays.bits -> bits

A provider who tours is in many places, so distance says nothing; being in one place at one time
says something, and a silence that ends in another place says that a number has changed hands.
Limit: a place is a name; two names of one town are two places.
"""

from dataclasses import dataclass

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights

NEAR_DAYS = 7.0
SILENT_DAYS = 21.0
CLASSES = ("unknown", "together", "again", "elsewhere", "moved")


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """Of n ads: day F64[n], NaN where unknown; place I64[n], -1 where unknown."""

    day: F64
    place: I64

    def of(self, labels: I64) -> "Stays":
        """Each place of each cluster, with the first and the last day there."""
        known = np.flatnonzero((self.place >= 0) & ~np.isnan(self.day))
        width = int(self.place.max(initial=0)) + 1
        keys, stay = np.unique(labels[known] * width + self.place[known], return_inverse=True)
        first = np.full(len(keys), np.inf)
        last = np.full(len(keys), -np.inf)
        np.minimum.at(first, stay, self.day[known])
        np.maximum.at(last, stay, self.day[known])
        return Stays(keys, first, last, width, int(labels.max(initial=-1)) + 1)


class Stays:
    """The stays of each cluster: keys = cluster * width + place, sorted; first and last day."""

    def __init__(self, keys: I64, first: F64, last: F64, width: int, clusters: int) -> None:
        self.keys, self.first, self.last, self.width = keys, first, last, width
        self.begin = np.searchsorted(keys, np.arange(clusters + 1) * width)
        self.opened = np.full(clusters, np.inf)
        self.closed = np.full(clusters, -np.inf)
        np.minimum.at(self.opened, keys // width, first)
        np.maximum.at(self.closed, keys // width, last)

    def classes(self, left: I64, right: I64) -> I64:
        """Index in CLASSES of each two clusters -> I64[k]."""
        count = self.begin[left + 1] - self.begin[left]
        pair = np.repeat(np.arange(len(left)), count)
        offset = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
        mine = self.begin[left][pair] + offset
        wanted = right[pair] * self.width + self.keys[mine] % self.width
        theirs = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        same = self.keys[theirs] == wanted if len(pair) else np.empty(0, np.bool_)
        pair, mine, theirs = pair[same], mine[same], theirs[same]
        gap = np.maximum(self.first[mine] - self.last[theirs], self.first[theirs] - self.last[mine])
        nearest = np.full(len(left), np.inf)
        np.minimum.at(nearest, pair, gap)
        between = np.maximum(
            self.opened[left] - self.closed[right], self.opened[right] - self.closed[left]
        )
        known = (count > 0) & (self.begin[right + 1] > self.begin[right])
        return np.select(
            [~known, nearest <= NEAR_DAYS, np.isfinite(nearest), between <= SILENT_DAYS],
            [0, 1, 2, 3],
            4,
        )

    def bits(self, left: I64, right: I64, weights: Weights) -> tuple[I64, F64]:
        """Index in CLASSES, and bits for one operator behind two clusters; below 0: against."""
        worth = np.array([0.0, *(weights[name] for name in CLASSES[1:])])
        classes = self.classes(left, right)
        return classes, worth[classes]
