"""Join ads into clusters, surest evidence first.

Shares -> gather -> Growth -> grow -> Growth

Each round looks at the clusters that stand, counts how many of them show each value, and joins
those that share two values, or one, worth the round's limit; the limits fall. As the ads of one
operator come together, the spread of what they share falls, and what is really generic stays
generic: that is all the difference between an owner's number and a support line. Every join of a
round is found before any is made, so the order of the rows does not matter.
"""

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights
from lamplight.link.edges import Edges, strongest_first
from lamplight.link.fit import Gathered
from lamplight.link.ones import ones
from lamplight.link.shares import Shares, sharing
from lamplight.link.table import Table
from lamplight.link.trail import Trail
from lamplight.link.twos import twos
from lamplight.link.weigh import DEFAULT

LIMITS_BITS = (14.0, 11.0, 8.0, 5.0)  # by two values; then also by one
ROUNDS = 16


class Growth:
    """Clusters as they grow.

    labels  I64[n] cluster of each ad, numbered in order of first row
    edges   the joins followed so far: a spanning forest of the clusters
    """

    def __init__(self, n: int, decided: Edges, apart: I64) -> None:
        apart = apart[apart[:, 0] != apart[:, 1]]
        self._apart = (np.ascontiguousarray(apart[:, 0]), np.ascontiguousarray(apart[:, 1]))
        self._ads = n
        self.labels = np.arange(n)
        self.edges = decided[:0]
        self.follow(decided)

    def follow(self, new: Edges) -> bool:
        """Follow more edges after those followed before; True where clusters were joined."""
        before = len(self.edges)
        self.labels, self.edges = self.forest(np.concatenate([self.edges, strongest_first(new)]))
        return len(self.edges) > before

    def holding(self, rows: I64) -> int:
        """How many clusters hold one of these rows or more."""
        held = np.zeros(len(self.labels), np.bool_)
        held[self.labels[rows]] = True
        return int(held.sum())

    def forest(self, edges: Edges) -> tuple[I64, Edges]:
        """Labels I64[n] and the edges that join them, taken in their order."""
        left, right = (np.ascontiguousarray(edges[side]) for side in ("left", "right"))
        labels, kept = _native.grow_forest(self._ads, left, right, *self._apart)
        return labels, edges[kept]


def gather(growth: Growth, shares: Shares, trail: Trail) -> Gathered:
    """Join what two values hold, surest first; no weight is asked."""
    before, known = growth.labels, len(growth.edges)
    social = np.flatnonzero(sharing(shares, len(growth.labels)))
    table = Table(growth.labels, shares, DEFAULT)
    for limit in LIMITS_BITS:
        labels, edges = growth.labels, len(growth.edges)
        for _ in range(ROUNDS):
            stays = trail.of(growth.labels)
            trail = stays.shown
            if not growth.follow(twos(table, stays, growth.holding(social), limit)):
                break
            table = Table(growth.labels, table.shown, DEFAULT)
        if len(growth.edges) > edges:
            before, known = labels, edges
    new = growth.edges[known:]
    return Gathered(before, np.stack([new["left"], new["right"]], axis=1), growth.labels)


def grow(growth: Growth, shares: Shares, trail: Trail, weights: Weights) -> F64:
    """Join what one value holds too, where it is worth the least that a join must be -> bits of
    each value when all is joined."""
    social = np.flatnonzero(sharing(shares, len(growth.labels)))
    table = Table(growth.labels, shares, weights)
    for _ in range(ROUNDS):
        stays = trail.of(growth.labels)
        trail = stays.shown
        found, fitting = ones(table, weights["least"], stays)
        both = [twos(table, stays, growth.holding(social), LIMITS_BITS[-1]), found]
        if not (growth.follow(np.concatenate(both)) or growth.follow(fitting)):
            break
        table = Table(growth.labels, table.shown, weights)
    return table.worth
