"""Which clusters show which shared values, as one round of joins sees it.

labels, Shares, Weights -> Table
"""

from copy import copy
from dataclasses import dataclass, field, replace

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, TEXT, Shares
from lamplight.link.weigh import worth_of

OWN_GROUPS = 10  # with more, a contact is nobody's own
MOST_GROUPS = 24  # of one value: beyond, no contact joins, no crowd counts


class Table:
    """Which clusters show which shared values at the start of a round.

    cluster, value, row  I64[k], by cluster, rarest value first; row is an ad that shows it
    spread, groups       of each value: clusters that show it; of them, independent ones, which can
                         be reached otherwise too: all others may be of one operator, count as one
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
        self.kind, self.weights = shares.kind, weights
        self.clusters = int(labels.max(initial=-1)) + 1
        self.joining = ~shares.barred
        lone = Alone() if alone is None else alone
        made = _native.table_of(
            labels,
            (shares.row, shares.value),
            (shares.kind, self.joining),
            (lone.row, lone.kind, lone.count),
            (OWN_GROUPS, MOST_GROUPS, self.clusters),
        )
        self.spread, self.groups, counts, own, self.reach, reachable = made[:6]
        self.alone = Alone(*made[6:9])
        shown_row, shown_value, begin = made[9:12]
        self.cluster, self.value, self.row = made[12:]
        counts = counts.reshape(-1, len(KINDS))
        self.reach_by_kind = own.reshape(-1, CONTACTS)
        self.reachable = reachable.astype(np.bool_)
        self.album, self.texts = counts[:, PICTURE], counts[:, TEXT]
        self.contact = (shares.kind < CONTACTS) & (self.groups <= MOST_GROUPS)
        self.worth = worth_of(self.groups, shares.kind, weights)
        self.shown = replace(shares, row=shown_row, value=shown_value)
        self.held = Held(begin, shown_value)

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


def _none() -> I64:
    return np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """Values that one cluster alone shows: as clusters only grow, none will ever join anybody, and
    how many there are is all that counts.

    row    I64[k] an ad of a cluster
    kind   I64[k] of its values; no cluster has one kind twice
    count  I64[k] how many
    """

    row: I64 = field(default_factory=_none)
    kind: I64 = field(default_factory=_none)
    count: I64 = field(default_factory=_none)


class Held:
    """What each cluster holds, sorted: cluster c value[begin[c]:begin[c + 1]]."""

    def __init__(self, begin: I64, value: I64) -> None:
        self.begin, self.value = begin, value

    def in_common(self, low: I64, high: I64, counted: Bool) -> tuple[I64, I64]:
        """Of pairs of clusters: (pair, value) for each value that both hold, by pair; only those
        that are counted, Bool[v]."""
        return _native.in_common(self.begin, self.value, counted, low, high)


def starts_of(*columns: I64) -> I64:
    """Where a new combination begins in sorted columns."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)
