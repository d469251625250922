"""Which clusters show which shared values, as one round of joins sees it.

labels, Shares, Weights -> Table
"""

from copy import copy
from dataclasses import replace

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.shares import CONTACTS, PICTURE, TEXT, Shares
from lamplight.link.weigh import shared_pairs, spread_of, worth_of

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
    contacts             every such contact of each cluster
    album, texts         every picture, every text of each cluster
    held                 every shared value of each cluster
    shown                one ad for each value of each cluster: all that later rounds need
    """

    def __init__(self, labels: I64, shares: Shares, weights: Weights) -> None:
        cluster, value, row = shared_pairs(labels, shares)
        self.shown = replace(shares, row=row, value=value)
        self.kind, self.weights = shares.kind, weights
        self.clusters = int(labels.max(initial=-1)) + 1
        contact = shares.is_contact()[value]
        reach = np.bincount(cluster[contact], minlength=self.clusters)
        self.spread = spread_of(value, len(shares.kind))
        self.groups = _groups(value, reach[cluster] > contact, self.spread)
        contact &= self.groups[value] <= MOST_GROUPS
        self.contacts = Held(cluster[contact], value[contact], self.clusters)
        self.reach = self.contacts.count
        self.reach_by_kind = np.bincount(
            cluster[contact] * CONTACTS + shares.kind[value[contact]],
            minlength=self.clusters * CONTACTS,
        ).reshape(-1, CONTACTS)
        contact &= self.groups[value] <= OWN_GROUPS
        self.reachable = np.bincount(cluster[contact], minlength=self.clusters) > 0
        self.width = len(shares.kind)
        self.album, self.texts = (
            Held(cluster[of_kind], value[of_kind], self.clusters)
            for of_kind in (shares.kind[value] == PICTURE, shares.kind[value] == TEXT)
        )
        self.worth = worth_of(self.groups, shares.kind, weights)
        shared = (self.spread[value] > 1) & ~shares.barred[value]
        cluster, value, row = cluster[shared], value[shared], row[shared]
        widest = int(self.spread.max(initial=0)) + 1
        order = np.argsort(cluster * widest + self.spread[value], kind="stable")
        self.held = Held(cluster, value, self.clusters)
        self.cluster, self.value, self.row = cluster[order], value[order], row[order]

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
        fewer: I64 = np.minimum(self.album.count[low], self.album.count[high])
        return fewer


class Held:
    """What each cluster holds, sorted: cluster c value[begin[c]:begin[c + 1]]; count of each."""

    def __init__(self, cluster: I64, value: I64, clusters: int) -> None:
        self.value = value
        self.count = np.bincount(cluster, minlength=clusters)
        self.begin = np.append(0, np.cumsum(self.count))

    def in_common(self, low: I64, high: I64) -> tuple[I64, I64]:
        """Of pairs of clusters: (pair, value) for each value that both hold, by pair."""
        return _native.in_common(self.begin, self.value, low, high)


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
