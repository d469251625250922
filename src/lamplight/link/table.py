"""Which clusters show which shared values, as one round of joins sees it.

labels, Shares, Weights -> Table
"""

from copy import copy

import numpy as np

from lamplight import _native
from lamplight.arrays import I32, I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.shares import PICTURE, Shares
from lamplight.link.weigh import worth_of

OWN_GROUPS = 10  # with more, a contact is nobody's own
MOST_GROUPS = 24  # of one value: beyond, no contact joins, no crowd counts


class Table:
    """Which clusters show which shared values; all that is counted follows them as they are joined.

    A value that one cluster alone shows will never join anybody, as clusters only grow: it is
    counted with its cluster, and shown no more.

    labels   I64[n] cluster of each ad when the table was made
    kind     I64[v] index in KINDS
    joining  Bool[v] whether people let it join
    worth    F64[v] bits where it is all that two share
    counted  natively: all the rest
    """

    def __init__(self, labels: I64, shares: Shares, weights: Weights) -> None:
        self.labels, self.kind, self.weights = labels, shares.kind, weights
        self.joining = ~shares.barred
        limits = OWN_GROUPS, MOST_GROUPS
        shown, of_value = (shares.row, shares.value), (self.kind, self.joining)
        self.counted = _native.Table(labels, shown, of_value, limits)
        self.worth = worth_of(self.groups, self.kind, weights)
        self._listed: tuple[I64, I64, I64] | None = None

    @property
    def clusters(self) -> int:
        """How many; those that went into others are still numbered."""
        return self.counted.clusters

    @property
    def spread(self) -> I32:
        """Of each value: clusters that show it."""
        return self.counted.spread

    @property
    def groups(self) -> I32:
        """Of each value: of the clusters that show it, independent ones, which can be reached
        otherwise too: all others may be of one operator, count as one."""
        return self.counted.groups

    @property
    def reach(self) -> I64:
        """Of each cluster: how many contacts it shows, but for the most generic."""
        return self.counted.reach

    @property
    def reachable(self) -> Bool:
        """Of each cluster: whether it shows a contact that may be its own."""
        return self.counted.reachable.astype(np.bool_)

    def count(self, kind: int) -> I64:
        """Of each cluster: how many values of a kind it shows."""
        return self.counted.count(kind)

    def listed(self) -> tuple[I64, I64, I64]:
        """(cluster, value, row) of all that may join, by cluster, rarest value first; row is an ad
        that shows it."""
        if self._listed is None:
            self._listed = self.counted.joining()
        return self._listed

    def weighed(self, weights: Weights) -> "Table":
        """The same with other weights."""
        other = copy(self)
        other.weights, other.worth = weights, worth_of(self.groups, self.kind, weights)
        return other

    def of(self, pair: tuple[int, int]) -> "Table":
        """The rows of two clusters alone; of each value still who shows it in all."""
        two, listed = copy(self), self.listed()
        here = np.isin(listed[0], pair)
        cluster, value, row = (column[here] for column in listed)
        two._listed = cluster, value, row
        return two

    def numbered(self, labels: I64) -> "Table":
        """The same of clusters joined since, numbered as these labels have them."""
        other = copy(self)
        other.labels, other.counted = labels, _native.Table(self.counted, labels)
        other.worth = worth_of(other.groups, self.kind, self.weights)
        other._listed = None
        return other

    def join(self, left: I64, right: I64) -> tuple[I64, I64]:
        """Join the clusters of rows, two by two, in place -> each two that came together; the first
        of them stays."""
        low, high, values = self.counted.join(self.labels[left], self.labels[right])
        self.worth[values] = worth_of(self.groups[values], self.kind[values], self.weights)
        self._listed = None
        return low, high

    def smaller_album(self, low: I64, high: I64) -> I64:
        """Of each two clusters, how many pictures the one shows that shows fewer."""
        album = self.count(PICTURE)
        fewer: I64 = np.minimum(album[low], album[high])
        return fewer


def starts_of(*columns: I64) -> I64:
    """Where a new combination begins in sorted columns."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)
