"""What became of each shared value: where it was cut, and how widely it is used.

Shares, labels -> uses_of -> UseTable -> cuts_of -> CutTable -> Cut, ValueUse

Both are tables until one of their rows is looked at.
"""

from collections.abc import Sequence
from typing import overload

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import ValueUse
from lamplight.link.names import Names
from lamplight.link.shares import Shares
from lamplight.model import Cut
from lamplight.ordered import ordered


class UseTable(Sequence[ValueUse]):
    """Every value that two ads or more show; its place here is the number that names it.

    kinds, values        names
    ads, atoms, senses   I64[k] as in ValueUse
    bits                 F64[k], not rounded
    """

    def __init__(
        self, kinds: Sequence[str], values: Sequence[str], counts: tuple[I64, I64, I64], bits: F64
    ) -> None:
        self.kinds, self.values, self.bits = kinds, values, bits
        self.ads, self.atoms, self.senses = counts

    def name_of(self, number: int) -> tuple[str, str]:
        return self.kinds[number], self.values[number]

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, index: int) -> ValueUse: ...
    @overload
    def __getitem__(self, index: slice) -> list[ValueUse]: ...
    def __getitem__(self, index: int | slice) -> ValueUse | list[ValueUse]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        ads, atoms, senses = (int(it[index]) for it in (self.ads, self.atoms, self.senses))
        bits = round(float(self.bits[index]), 2)
        return ValueUse(*self.name_of(index), ads, atoms, senses, bits)


class CutTable(Sequence[Cut]):
    """Values whose ads ended in several clusters, by kind and value.

    uses    what is known of all values
    number  I64[k] of each cut, the place of its value in uses
    row     I64[m] ads by cut, the largest sense first
    cut     I64[m] place of its cut; sense I64[m] number of its sense there, from 0
    """

    def __init__(self, uses: UseTable, number: I64, row: I64, cut: I64, sense: I64) -> None:
        self.uses, self.number, self.row, self.cut, self.sense = uses, number, row, cut, sense
        self.bounds = np.searchsorted(cut, np.arange(len(number) + 1))

    def __len__(self) -> int:
        return len(self.number)

    @overload
    def __getitem__(self, index: int) -> Cut: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cut]: ...
    def __getitem__(self, index: int | slice) -> Cut | list[Cut]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        number, part = int(self.number[place]), slice(*self.bounds[place : place + 2].tolist())
        named, senses = self.uses.name_of(number), int(self.uses.senses[number])
        groups = groups_of(self.row[part], self.sense[part])
        return Cut(*named, groups, why_cut(named[0], senses, float(self.uses.bits[number])))


def groups_of(ads: I64, sense: I64) -> tuple[tuple[int, ...], ...]:
    """The ads of each sense of a value; they stand by sense."""
    starts = np.flatnonzero(np.diff(sense)) + 1
    return tuple(tuple(part.tolist()) for part in np.split(ads, starts) if len(part))


def why_cut(kind: str, senses: int, bits: float) -> str:
    """The evidence for a cut, a sentence."""
    return (
        f"{senses:,} networks share the {kind} and agree in too little else; "
        f"to two of these it is worth {bits:+.1f} bits, if it is all that they share"
    )


def uses_of(
    shares: Shares, sure: I64, labels: I64, worth: F64, names: Names
) -> tuple[UseTable, I64]:
    """Every value that two ads or more show, and the number of each value there, -1 for none.

    sure  labels before single values joined
    """
    count = len(shares.kind)
    ads = np.bincount(shares.value, minlength=count)
    atoms, senses = (
        np.bincount(_first_of(shares.value, groups[shares.row]), minlength=count)
        for groups in (sure, labels)
    )
    values = np.flatnonzero(ads > 1)
    number = np.full(count, -1)
    number[values] = np.arange(len(values))
    counts = (ads[values], atoms[values], senses[values])
    return UseTable(*names.of_all(values), counts, worth[values]), number


def cuts_of(shares: Shares, labels: I64, uses: UseTable, number: I64, order: I64) -> CutTable:
    """Every value whose ads ended in several clusters.

    number  of each value in uses
    order   I64[n] the row of each ad in the corpus that was given
    """
    cuts = sorted(np.flatnonzero(uses.senses > 1).tolist(), key=uses.name_of)
    place = np.full(len(uses) + 1, -1)  # the last: of values that are not in uses
    place[cuts] = np.arange(len(cuts))
    cut = place[number[shares.value]]
    cluster, row = labels[shares.row], order[shares.row]
    entry = np.flatnonzero(cut >= 0)
    entry = entry[ordered(cut[entry], cluster[entry], shares.row[entry])]
    cut, cluster, row = cut[entry], cluster[entry], row[entry]
    first, sense = _largest_first(cut, cluster, row)
    return CutTable(uses, np.array(cuts, np.int64), row[first], cut[first], sense)


def _largest_first(cut: I64, cluster: I64, row: I64) -> tuple[I64, I64]:
    """An order of entries that stand by cut and cluster, in which the larger clusters of each cut
    come first, then those of the lower first row; and the number of each one's cluster there."""
    new = np.ones(len(cut), np.bool_)
    new[1:] = (cut[1:] != cut[:-1]) | (cluster[1:] != cluster[:-1])
    start = np.flatnonzero(new)
    size = np.diff(np.append(start, len(cut)))
    senses = ordered(cut[start], -size, row[start])
    start, size = start[senses], size[senses]
    of_cut = cut[start]
    number = np.arange(len(start)) - np.searchsorted(of_cut, of_cut)
    within = np.arange(len(cut)) - np.repeat(np.cumsum(size) - size, size)
    return np.repeat(start, size) + within, np.repeat(number, size)


def _first_of(value: I64, cluster: I64) -> I64:
    """Values of the different (value, cluster)."""
    width = int(cluster.max(initial=0)) + 1
    keys = np.sort(value * width + cluster)
    new = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    values: I64 = keys[new] // width
    return values
