"""Pairs of clusters that share something, and what they share.

Table, Stays -> pairs_of -> Pairs
"""

from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64, Bool
from lamplight.link.shares import CONTACTS
from lamplight.link.table import MOST_GROUPS, Table
from lamplight.link.trail import Stays
from lamplight.ordered import ordered

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
    pictures: I64
    contact_bits: F64
    album_bits: F64


def pairs_of(table: Table, stays: Stays) -> Pairs:
    """Each two clusters that share a value of few groups, or any text or picture in one place.

    What is named is worth most. A number that changed hands takes no other along, so a further
    contact adds bits; the more groups show it, the less, as it may be a desk's. Pictures add bits
    where they are most of what one shows. With a text, and no contact, it is the album that counts,
    however widely each of its pictures is used.
    """
    most = np.where(table.kind < CONTACTS, MOST_GROUPS, MOST_COPIES)
    hopeful = table.groups <= most
    left, right = _candidates(table, stays, hopeful)
    cluster, _, row = table.listed()
    low = np.minimum(cluster[left], cluster[right])
    high = np.maximum(cluster[left], cluster[right])
    counted = table.joining & (hopeful | (table.kind >= CONTACTS))
    common = np.log2(np.maximum(np.arange(int(table.groups.max(initial=0)) + 1), 2) / 2)
    weights = table.weights["further contact"], table.weights["further picture"]
    shared = table.counted.shared(
        (table.worth, common, counted), (*weights, ALBUM, MOST_FURTHER), low, high
    )
    return Pairs(low, high, row[left], row[right], *shared)


def _candidates(table: Table, stays: Stays, hopeful: Bool) -> tuple[I64, I64]:
    """Places in the table of each two clusters that show one hopeful value, or one text or picture
    in one place; the first two of each, by value."""
    cluster, value, row = table.listed()
    chosen = np.flatnonzero(hopeful[value])
    order = chosen[ordered(value[chosen], row[chosen])]
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
