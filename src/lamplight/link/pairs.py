"""Pairs of clusters that share something, and what they share.

Table, Stays -> pairs_of -> Pairs
"""

from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64, Bool
from lamplight.link.edges import NONE
from lamplight.link.shares import CONTACTS, TEXT
from lamplight.link.table import MOST_GROUPS, Table, starts_of
from lamplight.link.trail import Stays

MOST_COPIES = 10  # groups with one text or picture: beyond, only those of one place are tried
MOST_BESIDE = 32  # clusters that follow one another in a value, each tried with so many
MOST_MEETING = 12  # clusters that came to one place after one another, the same
ALBUM = 0.7  # share of a side's pictures from which more than one of them adds bits
MOST_FURTHER = 3  # contacts, or pictures, beyond the one named that still add bits


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """k pairs of clusters that share something.

    low, high      clusters
    left, right    an ad of each
    first, second  the contact that is worth most and the content that is, or two contents, or -1
    contacts, pictures        how many they share
    contact_bits, album_bits  what those beyond first and second add
    """

    low: I64
    high: I64
    left: I64
    right: I64
    first: I64
    second: I64
    contacts: I64
    contact_bits: F64
    pictures: I64
    album_bits: F64


def pairs_of(table: Table, stays: Stays) -> Pairs:
    """Each two clusters that share a value of few groups, or any text or picture in one place."""
    most = np.where(table.kind < CONTACTS, MOST_GROUPS, MOST_COPIES)
    hopeful = table.groups <= most
    left, right = _candidates(table, stays, hopeful)
    cluster, _, row = table.listed()
    low = np.minimum(cluster[left], cluster[right])
    high = np.maximum(cluster[left], cluster[right])
    counted = table.joining & (hopeful | (table.kind >= CONTACTS))
    shared = _shared(table, low, high, counted)
    contact, text, picture = shared.best
    reached = contact >= 0
    worded = shared.worth[TEXTS] >= shared.worth[PICTURES]
    better, other = np.where(worded, text, picture), np.where(worded, picture, text)
    further = _further(table, shared, reached, worded)
    smaller = table.smaller_album(low, high)
    told = (further > 0) & (reached | (shared.pictures >= ALBUM * smaller))
    return Pairs(
        low,
        high,
        row[left],
        row[right],
        np.where(reached, contact, better),
        np.where(reached, better, other),
        shared.contacts,
        _further_contacts(table, shared),
        shared.pictures,
        np.where(told, further, 0.0),
    )


REACH, TEXTS, PICTURES = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """What k pairs share, contacts, texts and pictures apart.

    pair, value  each value that both of a pair show; of a pair and a sort, the worthiest first
    sort, rank   REACH, TEXTS or PICTURES, and the place among the pair's of that sort
    best, worth  I64[3, k], F64[3, k] the worthiest of each sort, -1 for none
    contacts, pictures  of each pair, how many
    """

    pair: I64
    value: I64
    sort: I64
    rank: I64
    best: I64
    worth: F64
    contacts: I64
    pictures: I64


def _shared(table: Table, low: I64, high: I64, counted: Bool) -> _Shared:
    pair, value = table.counted.in_common(counted, low, high)
    worth = np.maximum(table.worth[value], 0.0)
    sort = np.select([table.kind[value] < CONTACTS, table.kind[value] == TEXT], [REACH, TEXTS], 2)
    order = np.lexsort((value, -worth, sort, pair))
    pair, value, worth, sort = (column[order] for column in (pair, value, worth, sort))
    start = starts_of(pair, sort)
    best = np.full((3, len(low)), NONE)
    best[sort[start], pair[start]] = value[start]
    most: F64 = np.full((3, len(low)), -1.0)
    most[sort[start], pair[start]] = worth[start]
    rank = np.arange(len(pair)) - np.repeat(start, np.diff(np.append(start, len(pair))))
    contacts, pictures = (
        np.bincount(pair[sort == wanted], minlength=len(low)) for wanted in (REACH, PICTURES)
    )
    return _Shared(pair, value, sort, rank, best, most, contacts, pictures)


def _further_contacts(table: Table, shared: _Shared) -> F64:
    """Bits of the contacts beyond the one that is named: a number that changed hands takes no
    other along, and the more groups show it, the more it may be a desk's."""
    added = (shared.sort == REACH) & (shared.rank >= 1) & (shared.rank <= MOST_FURTHER)
    common = np.log2(np.maximum(table.groups[shared.value[added]], 2) / 2)
    bits = np.maximum(table.weights["further contact"] - common, 0.0)
    return np.bincount(shared.pair[added], bits, len(shared.contacts)).astype(np.float64)


def _further(table: Table, shared: _Shared, reached: Bool, worded: Bool) -> F64:
    """Bits of the pictures beyond the one that is named. With a text, and no contact,
    it is the album that counts, however widely each of its pictures is used."""
    rank = shared.rank + (reached & worded)[shared.pair]
    added = (shared.sort == PICTURES) & (rank >= 1) & (rank <= MOST_FURTHER)
    pair, value = shared.pair[added], shared.value[added]
    album = ~reached & (shared.best[TEXTS] >= 0)
    common = np.log2(np.maximum(table.groups[value], 2) / 2)
    bits = table.weights["further picture"] - np.where(album[pair], 0.0, common)
    return np.bincount(pair, np.maximum(bits, 0.0), len(reached)).astype(np.float64)


def _candidates(table: Table, stays: Stays, hopeful: Bool) -> tuple[I64, I64]:
    """Places in the table of each two clusters that show one hopeful value, or one text or picture
    in one place; the first two of each, by value."""
    cluster, value, row = table.listed()
    chosen = np.flatnonzero(hopeful[value])
    order = chosen[np.lexsort((row[chosen], value[chosen]))]
    wide = np.flatnonzero(~hopeful[value] & (table.kind[value] >= CONTACTS))
    entry, stay = stays.of(cluster[wide])
    _, places, first, _ = stays.shown()
    entry, place = wide[entry], places[stay]
    there = np.lexsort((row[entry], first[stay], place, value[entry]))
    meeting = value[entry] * (int(place.max(initial=0)) + 1) + place
    return _native.pairs_beside(
        cluster,
        value,
        (order, value[order], MOST_BESIDE),
        (entry[there], meeting[there], MOST_MEETING),
        table.clusters,
    )
