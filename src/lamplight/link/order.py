"""Put ads in an order that hangs on what they say alone.

Corpus -> in_order -> Corpus, rows

Neither the order in which ads came, nor the names of sources, nor their ids, may decide which of
two equal joins is made first. So ads go by a checksum of what they say and show; only those that
say the same go by their keys.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import overload
from zlib import crc32

import numpy as np

from lamplight import _native
from lamplight.arrays import F64, I64, U64
from lamplight.link.copies import mixed
from lamplight.link.corpus import Corpus
from lamplight.match.hamming import number_by_first
from lamplight.ordered import ordered

SEED = 0x9E3779B97F4A7C15


def in_order(corpus: Corpus) -> tuple[Corpus, I64]:
    """The corpus with its rows, values, pictures and places in order of what they say, and for
    each row its old one -> I64[n]."""
    order = _order(corpus)
    place = _places_in(order)
    owners, hashes = place[corpus.picture_row], np.ascontiguousarray(corpus.picture_hash)
    pictures = _native.picture_order(owners, hashes, len(order))
    numbers = np.array(sorted(range(len(corpus.values)), key=corpus.values.__getitem__), np.int64)
    towns = corpus.place[order]
    known = towns >= 0
    towns[known] = number_by_first(towns[known])
    sorted_corpus = Corpus(
        keys=_Reordered(corpus.keys, order),
        day=corpus.day[order],
        lat=corpus.lat[order],
        lon=corpus.lon[order],
        place=towns,
        wording=replace(corpus.wording, text=corpus.wording.text[order]),
        values=[corpus.values[number] for number in numbers.tolist()],
        signal_row=place[corpus.signal_row],
        signal_value=_places_in(numbers)[corpus.signal_value],
        picture_row=owners[pictures],
        picture_hash=hashes[pictures],
        picture_group=corpus.picture_group[pictures],
    )
    return sorted_corpus, order


class _Reordered(Sequence[str]):
    """The keys in another order; few of them are ever asked for."""

    def __init__(self, keys: Sequence[str], order: I64) -> None:
        self._keys, self._order = keys, order

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._keys[row] for row in self._order[index].tolist()]
        return self._keys[int(self._order[index])]


def _order(corpus: Corpus) -> I64:
    said = _signed(corpus.wording.checksum)[corpus.wording.text], _signed(_shown(corpus))
    columns = *said, _bits(corpus.day), _bits(corpus.lat), _bits(corpus.lon)
    order = ordered(*columns)
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for column in columns:
        same &= column[order[1:]] == column[order[:-1]]
    inside = np.concatenate([[False], same, [False]])
    begins = np.flatnonzero(~inside[:-1] & inside[1:])
    ends = np.flatnonzero(inside[:-1] & ~inside[1:]) + 1
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        order[begin:end] = sorted(order[begin:end].tolist(), key=corpus.keys.__getitem__)
    return order


def _places_in(order: I64) -> I64:
    """Where each one stands in an order."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


def _shown(corpus: Corpus) -> U64:
    """A checksum of the values and pictures that each ad shows, in whatever order."""
    names = [f"{kind}\n{value}".encode("utf-8", "surrogatepass") for kind, value in corpus.values]
    value = mixed(np.array([crc32(name) for name in names], np.uint64), SEED)
    words = np.ascontiguousarray(corpus.picture_hash).view(">u8").astype(np.uint64)
    picture = np.zeros(len(corpus.picture_row), np.uint64)
    for word in words.T:
        picture = mixed(picture ^ word, SEED)
    shown = np.zeros(len(corpus), np.uint64)
    np.add.at(shown, corpus.signal_row, value[corpus.signal_value])
    np.add.at(shown, corpus.picture_row, picture)
    return shown


def _signed(column: U64) -> I64:
    """Other numbers in the same order."""
    return (column ^ np.uint64(1 << 63)).view(np.int64)


def _bits(column: F64) -> I64:
    return np.ascontiguousarray(column).view(np.int64)
