"""Join clusters, two by two, by what they share alone, weighed against what speaks against it.

Table, Stays, limit -> ones -> Edges

A contact says much where neither side can be reached otherwise, and next to nothing where both can;
a text or a picture says that it was copied, unless both were in one place.
"""

from dataclasses import dataclass

import numpy as np

from lamplight.arrays import F64, I64, Bool
from lamplight.link.edges import NONE, Edges, edge_table
from lamplight.link.shares import CONTACTS
from lamplight.link.table import MOST_GROUPS, Table, starts_of
from lamplight.link.trail import CLASSES, Stays

MOST_COPIES = 10  # groups with one text or picture: beyond, meeting in one place is chance
MOST_BESIDE = 32  # clusters that follow one another in a value, each tried with so many
LEAST_SHARED_BITS = 1.0  # less, and one place would be all the evidence
ALBUM = 0.7
MOSTLY = 0.8  # share of a side's contacts that leaves it without any of its own
MOST_FURTHER = 2  # pictures beyond the first that still add bits
OTHERS = ("nothing", "own", "both own", "other contact")


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """k pairs of clusters that share something.

    low, high      clusters
    left, right    an ad of each
    first, second  the contact that is worth most and the content that is, or one of them and -1
    contacts       how many contacts they share
    album          how many pictures, where those are most of what either shows, else 0
    """

    low: I64
    high: I64
    left: I64
    right: I64
    first: I64
    second: I64
    contacts: I64
    album: I64


def pairs_of(table: Table) -> Pairs:
    """Each two clusters that share a value of few groups."""
    most = np.where(table.kind < CONTACTS, MOST_GROUPS, MOST_COPIES)
    left, right = _beside(table, table.groups <= most)
    value = table.value[left]
    a, b = _ordered(table.cluster[left], table.cluster[right])
    order = np.lexsort((value, -table.worth[value], table.kind[value] >= CONTACTS, b, a))
    left, right, value, a, b = (column[order] for column in (left, right, value, a, b))
    start = starts_of(a, b)
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
        _album(table, a[start], b[start]),
    )


def _album(table: Table, low: I64, high: I64) -> I64:
    """Pictures that each pair shares, where they are ALBUM of what either shows, else 0."""
    begin, count = table.album_start[low], table.pictures[low]
    pair = np.repeat(np.arange(len(low)), count)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count) + begin[pair]
    wanted = high[pair] * table.width + table.album[place] % table.width
    there = np.searchsorted(table.album, wanted)
    found = table.album[np.minimum(there, len(table.album) - 1)] == wanted
    common = np.bincount(pair[found], minlength=len(low))
    smaller = np.minimum(table.pictures[low], table.pictures[high])
    return np.where(common >= ALBUM * smaller, common, 0)


def ones(table: Table, limit: float, stays: Stays) -> tuple[Edges, Edges]:
    """Clusters that share rare values, two by two, where not too much speaks against it; and apart
    from those, each cluster that cannot be reached with the one that can to which it fits best.

    Were it to go to all that it fits, an ad without a number would join those who copy each other.
    """
    pairs = pairs_of(table)
    edges = weighed(table, pairs, stays)
    good = (shared_bits(edges) >= LEAST_SHARED_BITS) & (edges["bits"] >= limit)
    mute = np.where(table.reachable[pairs.low], pairs.high, pairs.low)
    one_mute = table.reachable[pairs.low] != table.reachable[pairs.high]
    order = np.lexsort((pairs.right, pairs.left, -np.round(edges["bits"], 6), mute))
    order = order[(good & one_mute)[order]]
    return edges[good & ~one_mute], edges[order[starts_of(mute[order])]]


def weighed(table: Table, pairs: Pairs, stays: Stays) -> Edges:
    """A join of each pair, whatever it is worth: what speaks for it, and against -> Edges[k]."""
    first, second = pairs.first, pairs.second
    stay, stay_bits = stays.bits(pairs.low, pairs.high, table.weights)
    own = own_of(table, pairs)
    worth = np.maximum(table.worth, 0.0)
    album = np.where(stay < CLASSES.index("elsewhere"), pairs.album, 0)
    further = np.clip(album - 1, 0, MOST_FURTHER).astype(np.float64)
    return edge_table(
        left=pairs.left,
        right=pairs.right,
        first=first,
        second=second,
        first_groups=table.groups[first],
        second_groups=table.groups[second],
        first_bits=worth[first],
        second_bits=np.where(second < 0, 0.0, worth[second]),
        album=album,
        album_bits=further * table.weights["further picture"],
        stay=stay,
        stay_bits=stay_bits,
        other=own,
        other_bits=np.array([0.0, *(table.weights[name] for name in OTHERS[1:])])[own],
    )


def shared_bits(edges: Edges) -> F64:
    """What each two share is worth, place and time left out -> F64[k]."""
    bits: F64 = edges["first_bits"] + edges["second_bits"] + edges["album_bits"]
    return bits


def own_of(table: Table, pairs: Pairs) -> I64:
    """What stands against each pair, index in OTHERS: contacts of one that are not the other's."""
    reach = table.reach[pairs.low], table.reach[pairs.high]
    own = sum((side * MOSTLY > pairs.contacts).astype(np.int64) for side in reach)
    both = table.reachable[pairs.low] & table.reachable[pairs.high]
    return np.where(pairs.contacts > 0, own, np.where(both, OTHERS.index("other contact"), 0))


def _ordered(left: I64, right: I64) -> tuple[I64, I64]:
    return np.minimum(left, right), np.maximum(left, right)


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
