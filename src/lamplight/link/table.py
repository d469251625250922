"""Which clusters show which shared values, as one round of joins sees it.

labels, Shares, Weights -> Table
"""

from copy import copy

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.shares import PICTURE, Shares
from lamplight.link.weigh import shared_pairs, spread_of, worth_of

OWN_GROUPS = 10  # with more, a contact is nobody's own
MOST_GROUPS = 24  # of one contact: beyond, it is left out of joins by one value


class Table:
    """Which clusters show which shared values at the start of a round.

    cluster, value, row  I64[k], by cluster, rarest value first; row is an ad that shows it
    spread, groups       of each value: clusters that show it; of them, independent ones
    worth                of each value: bits where it is all that two share
    reach                of each cluster: how many contacts it shows, but for the most generic
    reachable            of each cluster: whether it shows a contact that may be its own
    album                I64[a] cluster * width + picture, sorted: every picture of each cluster
    album_start          of each cluster: where its pictures begin in album
    shown                one ad for each value of each cluster: all that later rounds need
    pictures             of each cluster: how many it shows
    """

    def __init__(self, labels: I64, shares: Shares, weights: Weights) -> None:
        cluster, value, row = shared_pairs(labels, shares)
        self.shown = Shares(row, value, shares.kind, shares.name)
        self.kind, self.weights = shares.kind, weights
        self.clusters = int(labels.max(initial=-1)) + 1
        contact = shares.is_contact()[value]
        reach = np.bincount(cluster[contact], minlength=self.clusters)
        self.spread = spread_of(value, len(shares.kind))
        self.groups = _groups(value, reach[cluster] > contact, self.spread)
        contact &= self.groups[value] <= MOST_GROUPS
        self.reach = np.bincount(cluster[contact], minlength=self.clusters)
        contact &= self.groups[value] <= OWN_GROUPS
        self.reachable = np.bincount(cluster[contact], minlength=self.clusters) > 0
        self.width = len(shares.kind)
        pictures = shares.kind[value] == PICTURE
        self.album = cluster[pictures] * self.width + value[pictures]
        self.pictures = np.bincount(cluster[pictures], minlength=self.clusters)
        self.album_start = np.cumsum(self.pictures) - self.pictures
        self.worth = worth_of(self.groups, shares.kind, weights)
        shared = self.spread[value] > 1
        cluster, value, row = cluster[shared], value[shared], row[shared]
        order = np.lexsort((value, self.spread[value], cluster))
        self.cluster, self.value, self.row = cluster[order], value[order], row[order]

    def of(self, pair: tuple[int, int]) -> "Table":
        """The rows of two clusters alone; of each value still who shows it in all."""
        two = copy(self)
        here = np.isin(self.cluster, pair)
        two.cluster, two.value, two.row = (
            column[here] for column in (self.cluster, self.value, self.row)
        )
        return two


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
