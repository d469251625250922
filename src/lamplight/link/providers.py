"""Tell the persons behind one network apart.

network labels, Shares, Wording -> provider_edges -> Edges inside networks

These joins say who is who in a network, never why it is one: they carry no bits.

Method: inside a network contacts say nothing, since its people share them; a person is told by the
same words with the same pictures. Ads of a network that share both are one core; cores that share
most of their pictures are one, whatever the words. An ad that is in no core goes to the one whose
words are nearest, a template's ads without pictures are one provider together; a single ad without
pictures or words in common goes to whom it resembles most, since nothing tells it apart.
Limit: people of one operator who share words and pictures are one provider here; a person who
changes all pictures and the words at once becomes two.
"""

import numpy as np

from lamplight.arrays import I64
from lamplight.link.edges import NONE, Edges, edge_table, joined
from lamplight.link.shares import PICTURE, TEXT, Shares
from lamplight.link.words import Wording
from lamplight.ordered import ordered

MOST_PICTURES = 0.5  # share of the smaller core's pictures that makes two cores one
MOST_BESIDE = 12  # cores that show one picture, each compared with so many
TRIED = 24  # ads of the cores, evenly taken, whose words an ad is compared with


class Persons:
    """Providers as they grow inside the networks.

    text          I64[n] value of each ad's text, -1 where it is too short
    row, picture  ads and the pictures they show
    labels        I64[n] providers so far
    parts         the joins that made them
    """

    def __init__(self, network: I64, shares: Shares, wording: Wording) -> None:
        n = len(network)
        self.network, self.wording = network, wording
        self.text = np.full(n, NONE, np.int64)
        texts = shares.kind[shares.value] == TEXT
        self.text[shares.row[texts]] = shares.value[texts]
        pictures = shares.kind[shares.value] == PICTURE
        self.row, self.picture = shares.row[pictures], shares.value[pictures]
        self.labels = np.arange(n)
        self.parts: list[Edges] = []

    def join(self, left: I64, right: I64) -> None:
        """Join rows."""
        self.parts.append(edge_table(left=left, right=right))
        self.labels, _ = joined(self.labels, left, right, np.empty((0, 2), np.int64))


def provider_edges(network: I64, shares: Shares, wording: Wording) -> Edges:
    """Joins of ads into providers, each inside a network: surest first."""
    persons = Persons(network, shares, wording)
    _join_cores(persons)
    while _join_albums(persons):
        pass
    _join_nearest(persons)
    _join_unseen(persons)
    return np.concatenate(persons.parts)


def _join_cores(persons: Persons) -> None:
    """Ads of one network with the same words and a picture in common."""
    row, picture = persons.row, persons.picture
    text = persons.text[row]
    told = text >= 0
    row, picture, text = row[told], picture[told], text[told]
    left, right = _chains(row, persons.network[row], text, picture)
    persons.join(row[left], row[right])


def _join_albums(persons: Persons) -> bool:
    """Cores that share most of their pictures; True where some did."""
    picture, owner, row = _once(persons.picture, persons.labels[persons.row], persons.row)[:3]
    album = np.bincount(owner, minlength=int(persons.labels.max(initial=0)) + 1)
    left, right = _beside(persons.network[row], picture, owner)
    a, b = owner[left], owner[right]
    a, b, pair, common = _once(np.minimum(a, b), np.maximum(a, b), np.arange(len(a)))
    pair = pair[common > MOST_PICTURES * np.minimum(album[a], album[b])]
    left, right = left[pair], right[pair]
    persons.join(row[left], row[right])
    return len(pair) > 0


def _join_nearest(persons: Persons) -> None:
    """Ads of no core: to the core of the same words that is nearest in them; where there is none,
    to each other. Ads too short to tell: to the nearest of their network, or to each other."""
    core = np.bincount(persons.labels, minlength=1)[persons.labels] > 1
    cell = _numbered(persons.network, persons.text)
    long = persons.text >= 0
    rest = _attach(persons, np.flatnonzero(~core & long), cell, np.flatnonzero(core & long))
    left, right = _chains(rest, cell[rest])
    persons.join(rest[left], rest[right])
    short = np.flatnonzero(~core & ~long)
    _join_each_other(persons, _attach(persons, short, persons.network, np.flatnonzero(long)))


def _join_unseen(persons: Persons) -> None:
    """Single ads without a picture, whose words are all their own: nothing tells them apart from
    their network. To the nearest in words, or to each other."""
    core = np.bincount(persons.labels, minlength=1)[persons.labels] > 1
    seen = np.zeros(len(core), np.bool_)
    seen[persons.row] = True
    lone = _attach(persons, np.flatnonzero(~core & ~seen), persons.network, np.flatnonzero(core))
    _join_each_other(persons, lone)


def _join_each_other(persons: Persons, rows: I64) -> None:
    """Rows of one network, for want of anything that tells them apart."""
    left, right = _chains(rows, persons.network[rows])
    persons.join(rows[left], rows[right])


def _beside(network: I64, picture: I64, owner: I64) -> tuple[I64, I64]:
    """Places of each two owners that show one picture in one network."""
    order = ordered(network, picture, owner)
    network, picture = network[order], picture[order]
    parts = [np.empty((2, 0), np.int64)]
    for step in range(1, MOST_BESIDE):
        same = (network[step:] == network[:-step]) & (picture[step:] == picture[:-step])
        here = np.flatnonzero(same)
        parts.append(np.stack([order[here], order[here + step]]))
    left, right = np.concatenate(parts, axis=1)
    return left, right


def _attach(persons: Persons, rows: I64, cell: I64, homes: I64) -> I64:
    """Join each row to the home of its cell whose words are nearest -> rows without any home."""
    homes = homes[ordered(cell[homes], homes)]
    begin = np.searchsorted(cell[homes], cell[rows])
    count = np.searchsorted(cell[homes], cell[rows], side="right") - begin
    lone: I64 = rows[count == 0]
    rows, begin, count = (column[count > 0] for column in (rows, begin, count))
    home = persons.wording.nearest(rows, (homes, begin, count), TRIED)
    persons.join(rows, home)
    return lone


def _chains(row: I64, *keys: I64) -> tuple[I64, I64]:
    """Places of neighbours among rows of equal keys, in order of row."""
    order = ordered(*keys, row)
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for key in keys:
        same &= key[order[1:]] == key[order[:-1]]
    here = np.flatnonzero(same)
    return order[here], order[here + 1]


def _once(first: I64, second: I64, last: I64) -> tuple[I64, I64, I64, I64]:
    """Each (first, second) once, with the smallest last, and how often it was there."""
    order = ordered(first, second, last)
    first, second, last = first[order], second[order], last[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    count = np.diff(np.append(np.flatnonzero(new), len(order)))
    return first[new], second[new], last[new], count


def _numbered(first: I64, second: I64) -> I64:
    """A number for each different (first, second)."""
    width = int(second.max(initial=0)) + 2
    number: I64 = np.unique(first * width + second + 1, return_inverse=True)[1]
    return number
