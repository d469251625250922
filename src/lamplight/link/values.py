"""What became of each shared value: where it was cut, and how widely it is used.

Shares, labels -> cuts_of, uses_of -> CutTable, UseTable -> Cut, ValueUse

Both are tables until one of their rows is looked at.
"""

from collections.abc import Sequence
from typing import overload

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import ValueUse
from lamplight.link.reasons import Names
from lamplight.link.shares import KINDS, Shares
from lamplight.model import Cut


class CutTable(Sequence[Cut]):
    """Values whose ads ended in several clusters, by kind and value.

    named  (kind, value) and the sentence of each cut
    row    I64[m] ads by cut, the largest sense first
    cut    I64[m] place of its cut; sense I64[m] number of its sense there, from 0
    """

    def __init__(self, named: list[tuple[str, str, str]], row: I64, cut: I64, sense: I64) -> None:
        self.named, self.row, self.cut, self.sense = named, row, cut, sense
        self._bounds = np.searchsorted(cut, np.arange(len(named) + 1)).tolist()

    def __len__(self) -> int:
        return len(self.named)

    @overload
    def __getitem__(self, index: int) -> Cut: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cut]: ...
    def __getitem__(self, index: int | slice) -> Cut | list[Cut]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        kind, value, text = self.named[place]
        part = slice(self._bounds[place], self._bounds[place + 1])
        senses: list[list[int]] = []
        for row, sense in zip(self.row[part].tolist(), self.sense[part].tolist(), strict=True):
            if sense == len(senses):
                senses.append([])
            senses[sense].append(row)
        return Cut(kind, value, tuple(map(tuple, senses)), text)


class UseTable(Sequence[ValueUse]):
    """Every value that two ads or more show, by kind and value; rows are ValueUse's fields."""

    def __init__(self, rows: list[tuple[str, str, int, int, int, float]]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> ValueUse: ...
    @overload
    def __getitem__(self, index: slice) -> list[ValueUse]: ...
    def __getitem__(self, index: int | slice) -> ValueUse | list[ValueUse]:
        if isinstance(index, slice):
            return [ValueUse(*row) for row in self.rows[index]]
        return ValueUse(*self.rows[index])


def cuts_of(shares: Shares, labels: I64, worth: F64, names: Names) -> CutTable:
    """Every value whose ads ended in several clusters."""
    cluster = labels[shares.row]
    spread = np.bincount(_first_of(shares.value, cluster), minlength=len(shares.kind))
    values = np.flatnonzero(spread > 1)
    named = names.of_all(values)
    by_name = sorted(range(len(values)), key=named.__getitem__)
    values = values[by_name]
    place = np.full(len(shares.kind), -1)
    place[values] = np.arange(len(values))
    entry = np.flatnonzero(place[shares.value] >= 0)
    entry = entry[np.lexsort((shares.row[entry], cluster[entry], place[shares.value[entry]]))]
    cut, row = place[shares.value[entry]], names.order[shares.row[entry]]
    order, sense = _largest_first(cut, cluster[entry], row)
    told = [
        (*named[it], _why(named[it][0], senses, bits))
        for it, senses, bits in zip(
            by_name, spread[values].tolist(), worth[values].tolist(), strict=True
        )
    ]
    return CutTable(told, row[order], cut[order], sense)


def _largest_first(cut: I64, cluster: I64, row: I64) -> tuple[I64, I64]:
    """An order of entries that stand by cut and cluster, in which the larger clusters of each cut
    come first, then those of the lower first row; and the number of each one's cluster there."""
    new = np.ones(len(cut), np.bool_)
    new[1:] = (cut[1:] != cut[:-1]) | (cluster[1:] != cluster[:-1])
    start = np.flatnonzero(new)
    size = np.diff(np.append(start, len(cut)))
    senses = np.lexsort((row[start], -size, cut[start]))
    start, size = start[senses], size[senses]
    of_cut = cut[start]
    number = np.arange(len(start)) - np.searchsorted(of_cut, of_cut)
    within = np.arange(len(cut)) - np.repeat(np.cumsum(size) - size, size)
    return np.repeat(start, size) + within, np.repeat(number, size)


def _why(kind: str, senses: int, bits: float) -> str:
    return (
        f"{senses:,} networks share the {kind} and agree in too little else; "
        f"to two of these it is worth {bits:+.1f} bits, if it is all that they share"
    )


def uses_of(shares: Shares, sure: I64, labels: I64, worth: F64, names: Names) -> UseTable:
    """Every value that two ads or more show; sure: labels before single values joined."""
    count = len(shares.kind)
    ads = np.bincount(shares.value, minlength=count)
    atoms, senses = (
        np.bincount(_first_of(shares.value, groups[shares.row]), minlength=count)
        for groups in (sure, labels)
    )
    values = np.flatnonzero(ads > 1)
    kind = shares.kind[values]
    columns = (ads[values].tolist(), atoms[values].tolist(), senses[values].tolist())
    bits = [round(it, 2) for it in worth[values].tolist()]
    rows: list[tuple[str, str, int, int, int, float]] = []
    all_rows = list(zip(names.of_all(values), *columns, bits, strict=True))
    for number in range(len(KINDS)):
        of_kind = sorted(all_rows[place] for place in np.flatnonzero(kind == number).tolist())
        rows += [(*named, *use) for named, *use in of_kind]
    return UseTable(rows)


def _first_of(value: I64, cluster: I64) -> I64:
    """Values of the different (value, cluster)."""
    width = int(cluster.max(initial=0)) + 1
    keys = np.sort(value * width + cluster)
    new = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    values: I64 = keys[new] // width
    return values
