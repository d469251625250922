"""Join ads into clusters, surest evidence first.

Shares -> gather -> Growth -> grow -> Growth

Each round looks at the clusters that stand, counts how many of them show each value, and joins
those that share two values, or one, worth the round's limit; the limits fall. As the ads of one
operator come together, the spread of what they share falls, and what is really generic stays
generic: that is all the difference between an owner's number and a support line. Every join of a
round is found before any is made, so the order of the rows does not matter.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights
from lamplight.link.edges import Edges, Joins, joined, joins_of
from lamplight.link.fit import Gathered
from lamplight.link.ones import ones
from lamplight.link.shares import Shares, sharing
from lamplight.link.table import Table
from lamplight.link.trail import Stays, Trail
from lamplight.link.twos import twos
from lamplight.link.weigh import DEFAULT

LIMITS_BITS = (14.0, 11.0, 8.0, 5.0)  # by two values; then also by one
ROUNDS = 16
FEW = 0.01  # joins for each cluster; with more, counting anew takes less


class Growth:
    """Clusters as they grow.

    labels  I64[n] cluster of each ad, numbered in order of first row
    apart   I64[k, 2] ads that people hold apart
    joins   how many joins were followed so far
    """

    def __init__(self, n: int, decided: Edges, apart: I64) -> None:
        self.apart = apart[apart[:, 0] != apart[:, 1]]
        self.labels = np.arange(n)
        self.joins = 0
        self._followed = [decided[:0]]
        self.follow(joins_of(decided))

    def follow(self, new: Joins) -> bool:
        """Follow more joins after those followed before; True where clusters were joined."""
        order = new.strongest_first()
        left, right = new.left[order], new.right[order]
        self.labels, kept = joined(self.labels, left, right, self.apart)
        followed = new.edges(order[kept])
        self._followed.append(followed)
        self.joins += len(followed)
        return len(followed) > 0

    def edges(self) -> Edges:
        """The joins followed so far, in order: a spanning forest of the clusters."""
        self._followed = [np.concatenate(self._followed)]
        return self._followed[0]

    def newest(self) -> tuple[I64, I64]:
        """Both rows of each of the joins that were followed last."""
        last = self._followed[-1]
        return last["left"].astype(np.int64), last["right"].astype(np.int64)

    def take_back(self, places: I64) -> None:
        """Follow some of the joins no longer; places are those in edges()."""
        kept = np.delete(self.edges(), places)
        left, right = kept["left"].astype(np.int64), kept["right"].astype(np.int64)
        self.labels, _ = joined(np.arange(len(self.labels)), left, right, self.apart)
        self._followed, self.joins = [kept], len(kept)

    def holding(self, rows: I64) -> int:
        """How many clusters hold one of these rows or more."""
        held = np.zeros(len(self.labels), np.bool_)
        held[self.labels[rows]] = True
        return int(held.sum())


def gather(growth: Growth, shares: Shares, trail: Trail) -> Gathered:
    """Join what two values hold, surest first; no weight is asked."""
    before, known = growth.labels, growth.joins
    social = np.flatnonzero(sharing(shares, len(growth.labels)))
    table, stays = Table(growth.labels, shares, DEFAULT), trail.of(growth.labels)
    for limit in LIMITS_BITS:
        labels, joins = growth.labels, growth.joins
        for _ in range(ROUNDS):
            if not growth.follow(twos(table, stays, growth.holding(social), limit)):
                break
            table, stays = _next(growth, table, stays)
        if growth.joins > joins:
            before, known = labels, joins
    new = growth.edges()[known:]
    pairs = np.stack([new["left"], new["right"]], axis=1)
    table, stays = Table(growth.labels, shares, DEFAULT), stays.numbered(growth.labels)
    return Gathered(before, pairs, growth.labels, table, stays)


def grow(growth: Growth, shares: Shares, gathered: Gathered, weights: Weights) -> F64:
    """Join what one value holds too, where it is worth the least that a join must be -> bits of
    each value when all is joined."""
    social = np.flatnonzero(sharing(shares, len(growth.labels)))
    table, stays = gathered.table.weighed(weights), gathered.stays
    for _ in range(ROUNDS):
        found, fitting = ones(table, weights["least"], stays)
        both = [twos(table, stays, growth.holding(social), LIMITS_BITS[-1]).edges(), found]
        joins = joins_of(np.concatenate(both))
        if not (growth.follow(joins) or growth.follow(joins_of(fitting))):
            break
        table, stays = _next(growth, table, stays)
    return table.worth


def _next(growth: Growth, table: Table, stays: Stays) -> tuple[Table, Stays]:
    """What the clusters that now stand show, and where they were: of few joins told where they are,
    else counted anew, on two threads."""
    left, right = growth.newest()
    if len(left) < FEW * table.clusters:
        stays.join(*table.join(left, right))
        return table, stays
    with ThreadPoolExecutor(1, "stays") as pool:
        were = pool.submit(stays.numbered, growth.labels)
        return table.numbered(growth.labels), were.result()
