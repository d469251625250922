"""Join ads into clusters, surest evidence first.

Shares, Trail, Weights -> grow -> Growth

Each round looks at the clusters that stand, counts how many of them show each value, and joins
those that share two values, or one, worth the round's limit; the limits fall. As the ads of one
operator come together, the spread of what they share falls, and what is really generic stays
generic: that is all the difference between an owner's number and a support line. Every join of a
round is found before any is made, so the order of the rows does not matter.
"""

from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Weights
from lamplight.link.edges import NONE, Edges, edge_table, strongest_first
from lamplight.link.shares import CONTACTS, Shares
from lamplight.link.trail import Stays, Trail
from lamplight.link.weigh import shared_pairs, spread_of, worth_of

LIMITS_BITS = (14.0, 11.0, 8.0, 5.0)  # before the least that a join must be worth
MOST_BESIDE = 32  # clusters that follow one another in a value, each tried with so many
OTHERS = ("nothing", "own", "both own", "other contact")
ROUNDS = 12
MOST_VALUES = 16  # of one cluster, the rarest, tried in twos
MOST_GROUPS = 24  # of one contact, tried two by two
MOST_COPIES = 10  # the same for one text or picture: beyond, meeting in one place is chance
AKIN_BITS = 3.0  # two contacts, or text and picture, travel together


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

    def forest(self, edges: Edges) -> tuple[I64, Edges]:
        """Labels I64[n] and the edges that join them, taken in their order."""
        left, right = (np.ascontiguousarray(edges[side]) for side in ("left", "right"))
        labels, kept = _native.grow_forest(self._ads, left, right, *self._apart)
        return labels, edges[kept]


def grow(growth: Growth, shares: Shares, trail: Trail, weights: Weights) -> I64:
    """Rounds of joins with falling limits -> the labels that stood before one shared value was
    enough: groups that are surely of one operator."""
    for limit in LIMITS_BITS:
        for _ in range(ROUNDS):
            if not growth.follow(twos(Table(growth.labels, shares, weights), limit)):
                break
    sure = growth.labels
    for _ in range(ROUNDS):
        table = Table(growth.labels, shares, weights)
        least = weights["least"]
        new = [twos(table, 6), ones(table, least, trail.of(growth.labels))]
        if not growth.follow(np.concatenate(new)):
            break
    return sure


class Table:
    """Which clusters show which shared values at the start of a round.

    cluster, value, row  I64[k], by cluster, rarest value first; row is an ad that shows it
    spread, groups       of each value: clusters that show it; of them, independent ones
    worth                of each value: bits where it is all that two share
    reach                of each cluster: how many contacts it shows, but for the most generic
    """

    def __init__(self, labels: I64, shares: Shares, weights: Weights) -> None:
        cluster, value, row = shared_pairs(labels, shares)
        self.kind, self.weights = shares.kind, weights
        self.clusters = int(labels.max(initial=-1)) + 1
        contact = shares.is_contact()[value]
        reach = np.bincount(cluster[contact], minlength=self.clusters)
        self.spread = spread_of(value, len(shares.kind))
        self.groups = _groups(value, reach[cluster] > contact, self.spread)
        contact &= self.groups[value] <= MOST_GROUPS
        self.reach = np.bincount(cluster[contact], minlength=self.clusters)
        self.worth = worth_of(self.groups, shares.kind, weights)
        shared = self.spread[value] > 1
        cluster, value, row = cluster[shared], value[shared], row[shared]
        order = np.lexsort((value, self.spread[value], cluster))
        self.cluster, self.value, self.row = cluster[order], value[order], row[order]


def _groups(value: I64, own: Bool, spread: I64) -> I64:
    """Independent groups that show each value: clusters that can also be reached otherwise; all
    others may well be of one operator and count as one."""
    bearing = np.bincount(value[own], minlength=len(spread))
    return bearing + (bearing < spread)


def twos(table: Table, limit: float) -> Edges:
    """Clusters that share two values which meet far more often than chance would have it."""
    first, second, row = _met(table)
    start = _starts(first, second)
    count = np.diff(np.append(start, len(row)))
    a, b = first[start], second[start]
    rarity = -np.log2(table.spread / max(table.clusters, 1) + 1e-300)
    contacts = (table.kind[a] < CONTACTS).astype(np.int64) + (table.kind[b] < CONTACTS)
    meeting = np.log2(count / max(table.clusters, 1)) - np.where(contacts == 0, AKIN_BITS, 0.0)
    bits = np.where(contacts == 2, -np.inf, rarity[a] + rarity[b] + meeting)
    part = np.clip(rarity[a] / np.maximum(rarity[a] + rarity[b], 1e-9), 0.0, 1.0)
    join = np.repeat(np.arange(len(start)), count)
    head = row[start][join]
    at = np.flatnonzero(((bits >= limit) & (count > 1))[join] & (row != head))
    join = join[at]
    return edge_table(
        left=head[at],
        right=row[at],
        first=a[join],
        second=b[join],
        first_groups=table.spread[a[join]],
        second_groups=table.spread[b[join]],
        first_bits=(bits * part)[join],
        second_bits=(bits * (1 - part))[join],
    )


def _met(table: Table) -> tuple[I64, I64, I64]:
    """(value, value, row) of each two values of a cluster, by value, value, row."""
    parts = [np.empty((3, 0), np.int64)]
    for step in range(1, MOST_VALUES):
        here = np.flatnonzero(table.cluster[:-step] == table.cluster[step:])
        if not len(here):
            break
        a, b = table.value[here], table.value[here + step]
        parts.append(np.stack([np.minimum(a, b), np.maximum(a, b), table.row[here]]))
    first, second, row = np.concatenate(parts, axis=1)
    order = np.lexsort((row, second, first))
    return first[order], second[order], row[order]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """k pairs of clusters that share something.

    low, high      clusters
    left, right    an ad of each
    first, second  the contact that is worth most and the content that is, or one of them and -1
    contacts       how many contacts they share
    """

    low: I64
    high: I64
    left: I64
    right: I64
    first: I64
    second: I64
    contacts: I64


def _pairs(table: Table) -> Pairs:
    """Each two clusters that share a value of few groups."""
    most = np.where(table.kind < CONTACTS, MOST_GROUPS, MOST_COPIES)
    left, right = _beside(table, (table.worth > 0) & (table.groups <= most))
    value = table.value[left]
    a, b = _ordered(table.cluster[left], table.cluster[right])
    order = np.lexsort((value, -table.worth[value], table.kind[value] >= CONTACTS, b, a))
    left, right, value, a, b = (column[order] for column in (left, right, value, a, b))
    start = _starts(a, b)
    count = np.diff(np.append(start, len(a)))
    contact = (table.kind[value] < CONTACTS).astype(np.int64)
    contacts = np.add.reduceat(contact, start) if len(a) else start
    content = np.where(contacts == 0, 1, contacts)
    second = value[np.minimum(start + content, len(a) - 1)] if len(a) else value
    return Pairs(
        a[start],
        b[start],
        table.row[left[start]],
        table.row[right[start]],
        value[start],
        np.where(content < count, second, NONE),
        contacts,
    )


def ones(table: Table, limit: float, stays: Stays) -> Edges:
    """Clusters that share rare values, two by two, where not too much speaks against it."""
    pairs = _pairs(table)
    first, second = pairs.first, pairs.second
    stay, stay_bits = stays.bits(pairs.low, pairs.high, table.weights)
    own = _own(table, pairs)
    edges = edge_table(
        left=pairs.left,
        right=pairs.right,
        first=first,
        second=second,
        first_groups=table.groups[first],
        second_groups=table.groups[second],
        first_bits=table.worth[first],
        second_bits=np.where(second < 0, 0.0, table.worth[second]),
        stay=stay,
        stay_bits=stay_bits,
        other=own,
        other_bits=np.array([0.0, *(table.weights[name] for name in OTHERS[1:])])[own],
    )
    return edges[edges["bits"] >= limit]


def _own(table: Table, pairs: Pairs) -> I64:
    """What stands against each pair, index in OTHERS: contacts of one that are not the other's."""
    reach = table.reach[pairs.low], table.reach[pairs.high]
    own = sum((side > pairs.contacts).astype(np.int64) for side in reach)
    return np.where(pairs.contacts > 0, own, np.where(own == 2, 3, 0))


def _ordered(left: I64, right: I64) -> tuple[I64, I64]:
    return np.minimum(left, right), np.maximum(left, right)


def _starts(*columns: I64) -> I64:
    """Where a new combination begins in sorted columns."""
    new = np.zeros(len(columns[0]), np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def _beside(table: Table, hopeful: Bool) -> tuple[I64, I64]:
    """Places in the table of each two clusters that show one hopeful value."""
    chosen = np.flatnonzero(hopeful[table.value])
    order = chosen[np.lexsort((table.row[chosen], table.value[chosen]))]
    value = table.value[order]
    parts = [np.empty((2, 0), np.int64)]
    for step in range(1, MOST_BESIDE):
        here = np.flatnonzero(value[:-step] == value[step:])
        if not len(here):
            break
        parts.append(np.stack([order[here], order[here + step]]))
    left, right = np.concatenate(parts, axis=1)
    return left, right
