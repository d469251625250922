"""Join clusters, two by two, by what they share alone, weighed against what speaks against it.

Table, Stays, limit -> ones -> Edges

A contact says much where neither side can be reached otherwise, and next to nothing where both can;
a text or a picture says that it was copied, unless both were in one place.
"""

import numpy as np

from lamplight.arrays import F64, I32, I64
from lamplight.link.corpus import Weights
from lamplight.link.edges import Edges, bits_of, edge_table
from lamplight.link.pairs import Pairs, pairs_of
from lamplight.link.shares import CONTACTS
from lamplight.link.table import MOST_GROUPS, Table, starts_of
from lamplight.link.trail import CLASSES, Stays, surprise_bits
from lamplight.link.weigh import bits_named

LEAST_SHARED_BITS = 1.0  # less, and one place would be all the evidence
LEAST_CROWD_BITS = 6.0
GATHERED = CLASSES.index("gathered")
MOST_APART = 3  # pictures of the smaller album that speak against a join
OTHERS = ("nothing", "own", "both own", "other contact")


def ones(table: Table, limit: float, stays: Stays) -> tuple[Edges, Edges]:
    """Clusters that share rare values, two by two, where not too much speaks against it; and apart
    from those, each cluster that cannot be reached with the one that can to which it fits best.

    Were it to go to all that it fits, an ad without a number would join those who copy each other.
    """
    pairs = pairs_of(table, stays)
    columns = _weighed(table, pairs, stays)
    worth = np.flatnonzero(bits_of(columns) >= limit)
    edges = edge_table(**{name: column[worth] for name, column in columns.items()})
    low, high = pairs.low[worth], pairs.high[worth]
    good = (shared_bits(edges, table.weights) >= LEAST_SHARED_BITS) | (edges["stay"] == GATHERED)
    reachable = table.reachable
    one_mute = reachable[low] != reachable[high]
    fits = np.flatnonzero(good & one_mute)
    mute = np.where(reachable[low], high, low)[fits]
    left, right = edges["left"][fits], edges["right"][fits]
    order = np.lexsort((right, left, -np.round(edges["bits"][fits], 6), mute))
    return edges[good & ~one_mute], edges[fits[order[starts_of(mute[order])]]]


def weighed(table: Table, pairs: Pairs, stays: Stays) -> Edges:
    """A join of each pair, whatever it is worth: what speaks for it, and against -> Edges[k]."""
    return edge_table(**_weighed(table, pairs, stays))


def _weighed(table: Table, pairs: Pairs, stays: Stays) -> dict[str, I32 | I64 | F64]:
    """The columns of these joins."""
    first, second = pairs.first, pairs.second
    stay, stay_bits = stays.bits(pairs.low, pairs.high, table.weights)
    own = own_of(table, pairs.low, pairs.high)
    worth = np.maximum(table.worth, 0.0)
    beside = stay < CLASSES.index("elsewhere")
    crowd = _crowd_bits(table, stays, pairs, stay)
    crowded = crowd > np.maximum(stay_bits, 0.0)
    stay, stay_bits = np.where(crowded, GATHERED, stay), np.where(crowded, crowd, stay_bits)
    return dict(
        left=pairs.left,
        right=pairs.right,
        first=first,
        second=second,
        first_groups=table.groups[first],
        second_groups=np.where(second < 0, 0, table.groups[second]),
        first_bits=worth[first],
        second_bits=np.where(second < 0, 0.0, worth[second] + table.weights["second value"]),
        contacts=pairs.contacts,
        contact_bits=pairs.contact_bits,
        album=pairs.pictures,
        album_bits=np.where(beside, pairs.album_bits, 0.0) + _apart_bits(table, pairs, stay, own),
        stay=stay,
        stay_bits=stay_bits,
        other=own,
        other_bits=other_bits(table, own),
    )


def shared_bits(edges: Edges, weights: Weights) -> F64:
    """What each two share is worth, place and time, and that they share two, left out -> F64[k]."""
    album = np.maximum(edges["album_bits"], 0.0)
    bits: F64 = edges["first_bits"] + edges["second_bits"] + edges["contact_bits"] + album
    return bits - np.where(edges["second"] < 0, 0.0, weights["second value"])


def _apart_bits(table: Table, pairs: Pairs, stay: I64, own: I64) -> F64:
    """What it says that each shows pictures, and none in common. People of one operator have their
    own too, so it counts only where a stranger may have copied the words or got the number: where
    each can be reached, but nowhere in common; where words are all that they share, and they were
    not seen in one place; where they share one contact, in one place at different times."""
    again, elsewhere = CLASSES.index("again"), CLASSES.index("elsewhere")
    strange = (own == OTHERS.index("other contact")) & (stay != CLASSES.index("unknown"))
    strange |= np.where(pairs.contacts > 0, stay == again, stay >= elsewhere)
    told = strange & (stay != GATHERED) & (pairs.pictures == 0) & (pairs.contacts <= 1)
    count = np.minimum(table.smaller_album(pairs.low, pairs.high), MOST_APART)
    bits: F64 = np.where(told, count * table.weights["other pictures"], 0.0)
    return bits


def _crowd_bits(table: Table, stays: Stays, pairs: Pairs, stay: I64) -> F64:
    """What it says that far more clusters with one text or picture were in one place at a time than
    chance would have it; 0 where they were not."""
    value = np.where(table.kind[pairs.first] >= CONTACTS, pairs.first, pairs.second)
    few = (value >= 0) & (table.groups[value] <= MOST_GROUPS)
    met = np.flatnonzero((stay == CLASSES.index("together")) & few)
    low, high, value = pairs.low[met], pairs.high[met], value[met]
    surprise = np.round(stays.surprise(low, high), 6)
    keys = np.concatenate([low, high]) * len(table.kind) + np.tile(value, 2)
    order = np.lexsort((-np.tile(surprise, 2), keys))
    start = starts_of(keys[order])
    rank = np.empty(len(keys), np.int64)
    rank[order] = np.arange(len(keys)) - np.repeat(start, np.diff(np.append(start, len(keys))))
    count = rank.reshape(2, -1).min(axis=0) + 1
    expected = table.spread[value] * 2.0**-surprise
    most = table.weights["gathered"]
    said = np.where(count > 1, surprise_bits(count, expected), 0.0)
    bits = np.zeros(len(pairs.low))
    bits[met] = np.where(said >= LEAST_CROWD_BITS, np.minimum(said, most), 0.0)
    return bits


def own_of(table: Table, low: I64, high: I64) -> I64:
    """What stands against each two clusters, index in OTHERS: contacts of one that are not the
    other's; of both where they show different ones of one kind."""
    return table.counted.contacts_apart(low, high)


def other_bits(table: Table, own: I64) -> F64:
    """Bits of each index in OTHERS."""
    return bits_named(OTHERS, table.weights)[own]
