"""Which clusters show which shared values, as one round of joins sees it.

labels, Shares, Weights -> Table
"""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, TEXT, Shares
from lamplight.link.weigh import shared_pairs, spread_of, worth_of
from lamplight.match.hamming import first_of_each

OWN_GROUPS = 10  # with more, a contact is nobody's own
MOST_GROUPS = 24  # of one value: beyond, no contact joins, no crowd counts


class Table:
    """Which clusters show which shared values at the start of a round.

    cluster, value, row  I64[k], by cluster, rarest value first; row is an ad that shows it
    spread, groups       of each value: clusters that show it; of them, independent ones
    worth                of each value: bits where it is all that two share
    reach                of each cluster: how many contacts it shows, but for the most generic
    reachable            of each cluster: whether it shows a contact that may be its own
    reach_by_kind        I64[clusters, CONTACTS] the same for each kind of contact
    album, texts         of each cluster: how many pictures and texts it shows
    contact              Bool of each value: a contact, but for the most generic
    joining              Bool of each value: people let it join
    held                 what each cluster shows of that which others show too
    shown, alone         all that later rounds need: see Alone
    """

    def __init__(
        self, labels: I64, shares: Shares, weights: Weights, alone: "Alone | None" = None
    ) -> None:
        cluster, value, row = shared_pairs(labels, shares)
        self.kind, self.weights = shares.kind, weights
        self.clusters = int(labels.max(initial=-1)) + 1
        kind = shares.kind[value]
        lone = alone.by_cluster(labels, self.clusters) if alone else 0
        counts = _by_kind(cluster, kind, self.clusters) + lone
        contact, reach = kind < CONTACTS, counts[:, :CONTACTS].sum(axis=1)
        self.spread = spread_of(value, len(shares.kind))
        self.groups = _groups(value, reach[cluster] > contact, self.spread)
        generic = contact & (self.groups[value] > MOST_GROUPS)
        self.reach_by_kind = counts[:, :CONTACTS].copy()
        np.subtract.at(self.reach_by_kind, (cluster[generic], kind[generic]), 1)
        self.reach = reach - np.bincount(cluster[generic], minlength=self.clusters)
        wide = contact & (self.groups[value] > OWN_GROUPS)
        self.reachable = reach > np.bincount(cluster[wide], minlength=self.clusters)
        self.album, self.texts = counts[:, PICTURE], counts[:, TEXT]
        self.contact = (shares.kind < CONTACTS) & (self.groups <= MOST_GROUPS)
        self.joining = ~shares.barred
        self.worth = worth_of(self.groups, shares.kind, weights)
        several = self.spread[value] > 1
        self.alone = Alone.of(
            lone + _by_kind(cluster[~several], kind[~several], self.clusters), labels
        )
        cluster, value, row = cluster[several], value[several], row[several]
        self.shown = replace(shares, row=row, value=value)
        self.held = Held(cluster, value, self.clusters)
        joining = self.joining[value]
        cluster, value, row = cluster[joining], value[joining], row[joining]
        order = _native.by_spread(cluster, self.spread[value])
        self.cluster, self.value, self.row = cluster[order], value[order], row[order]

    def weighed(self, weights: Weights) -> "Table":
        """The same with other weights."""
        other = copy(self)
        other.weights, other.worth = weights, worth_of(self.groups, self.kind, weights)
        return other

    def of(self, pair: tuple[int, int]) -> "Table":
        """The rows of two clusters alone; of each value still who shows it in all."""
        two = copy(self)
        here = np.isin(self.cluster, pair)
        two.cluster, two.value, two.row = (
            column[here] for column in (self.cluster, self.value, self.row)
        )
        return two

    def smaller_album(self, low: I64, high: I64) -> I64:
        """Of each two clusters, how many pictures the one shows that shows fewer."""
        fewer: I64 = np.minimum(self.album[low], self.album[high])
        return fewer


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Values that one cluster alone shows: as clusters only grow, none will ever join anybody, and
    how many there are is all that counts.

    row    I64[k] an ad of a cluster
    kind   I64[k] of its values; no cluster has one kind twice
    count  I64[k] how many
    """

    row: I64
    kind: I64
    count: I64

    @classmethod
    def of(cls, counts: I64, labels: I64) -> "Alone":
        """How many values of each kind each cluster alone shows: I64[clusters, kinds]."""
        cluster, kind = np.nonzero(counts)
        return cls(first_of_each(labels)[cluster], kind, counts[cluster, kind])

    def by_cluster(self, labels: I64, clusters: int) -> I64:
        """The same for larger clusters -> I64[clusters, kinds]."""
        return _by_kind(labels[self.row], self.kind, clusters, self.count)


class Held:
    """What each cluster holds, sorted: cluster c value[begin[c]:begin[c + 1]]."""

    def __init__(self, cluster: I64, value: I64, clusters: int) -> None:
        self.value = value
        self.begin = np.append(0, np.cumsum(np.bincount(cluster, minlength=clusters)))

    def in_common(self, low: I64, high: I64, counted: Bool) -> tuple[I64, I64]:
        """Of pairs of clusters: (pair, value) for each value that both hold, by pair; only those
        that are counted, Bool[v]."""
        return _native.in_common(self.begin, self.value, counted, low, high)


def _by_kind(cluster: I64, kind: I64, clusters: int, count: I64 | None = None) -> I64:
    """How many values of each kind clusters show -> I64[clusters, kinds]."""
    keys, size = cluster * len(KINDS) + kind, clusters * len(KINDS)
    return np.bincount(keys, count, size).astype(np.int64, copy=False).reshape(-1, len(KINDS))


def _groups(value: I64, own: Bool, spread: I64) -> I64:
    """Independent groups that show each value: clusters that can also be reached otherwise; all
    others may well be of one operator and count as one."""
    bearing = np.bincount(value[own], minlength=len(spread))
    return bearing + (bearing < spread)


def starts_of(*columns: I64) -> I64:
    """Where a new combination begins in sorted columns."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)
