"""Take back joins that alone hold two large parts of a cluster together, by too little.

Edges, Shares -> too_weak -> places of the edges to be taken back

A join is weighed for clusters as they stood when its round began, often a few ads each. Once all is
joined both its sides may have grown large. Two large parts of one operator's ads show many things
in common by then, two operators' only what joined them; and a wrong join of large parts brings
together the most strangers. So a join that is worth little is looked at again: the larger its
smaller side, the more it must be worth where they have next to nothing in common.
Limit: a cluster with more than MOST_JOINS such joins is left as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.link.edges import Edges, joined
from lamplight.link.shares import CONTACTS, TEXT, Shares
from lamplight.ordered import ordered

LARGE = 20
"""Ads of the smaller side; below it nothing is taken back."""
FEW = 3
"""Values in common; with more it is not one join that holds the two together."""
LONE_BITS = 2.5
"""Wanted besides where that is one contact or picture alone: somebody else's number by now, or
copied."""
MOST_BITS = 8.0
"""A join that is worth more stays, whatever its sides."""
MOST_JOINS = 2_000
"""The sides of one are found by walking over them."""

_NOTHING = np.empty((0, 2), np.int64)


def bits_between(least: float, ads: int, kinds: I64, own: int) -> float:
    """What a join of two clusters must be worth once all is joined.

    least  what any join must be worth
    ads    of the smaller one
    kinds  of the values that both show
    own    contacts of the one that has fewer, without those in common
    """
    contacts = int((kinds < CONTACTS).sum())
    reached = contacts > 1 or (contacts == 1 and own == 0)
    if ads < LARGE or len(kinds) > FEW or reached:
        return least
    lone = len(kinds) <= 1 and TEXT not in kinds
    return least + float(np.log2(ads / LARGE)) + (LONE_BITS if lone else 0.0)


def too_weak(edges: Edges, shares: Shares, counts: Bool, least: float) -> I64:
    """Places of the edges to be taken back, in order.

    edges   a spanning forest of the clusters
    shares  what ads show, of those that count
    counts  Bool[n] whether an ad counts: not one that came in twice
    """
    weak = np.flatnonzero(edges["bits"] < MOST_BITS)
    part, _ = joined(np.arange(len(counts)), *_ends(np.delete(edges, weak)), _NOTHING)
    size = np.bincount(part, counts).astype(np.int64)
    left, right = (part[end] for end in _ends(edges[weak]))
    whole, _ = joined(np.arange(len(size)), left, right, _NOTHING)
    large = np.flatnonzero(np.bincount(whole, size)[whole[left]] >= 2 * LARGE)
    large = large[ordered(whole[left[large]])]
    weak, left, right = weak[large], left[large], right[large]
    begin = np.append(np.flatnonzero(np.diff(whole[left], prepend=-1)), len(weak)).tolist()
    parts = _Parts.of(part, size, shares)
    found: list[int] = []
    for first, last in pairwise(begin):
        if last - first <= MOST_JOINS:
            ends = zip(left[first:last].tolist(), right[first:last].tolist(), strict=True)
            tree = _Tree.of(list(ends), edges["bits"][weak[first:last]].tolist())
            found += weak[first:last][list(tree.too_weak(parts, least))].tolist()
    return np.sort(np.array(found, np.int64))


def _ends(edges: Edges) -> tuple[I64, I64]:
    return edges["left"].astype(np.int64), edges["right"].astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What strong joins alone hold together: part p has size[p] ads and shows
    value[begin[p]:begin[p + 1]]."""

    size: I64
    begin: I64
    value: I64
    kind: I64

    @classmethod
    def of(cls, part: I64, size: I64, shares: Shares) -> "_Parts":
        owner = part[shares.row]
        begin = np.append(0, np.cumsum(np.bincount(owner, minlength=len(size))))
        return cls(size, begin, shares.value[ordered(owner)], shares.kind)

    def bits_between(self, side: Sequence[int], other: Sequence[int], least: float) -> float:
        """What a join of some parts with some others must be worth."""
        ads = min(int(self.size[it].sum()) for it in (side, other))
        if ads < LARGE:
            return least
        one, two = self._shown(side), self._shown(other)
        kinds = self.kind[np.intersect1d(one, two, assume_unique=True)]
        contacts = min(int((self.kind[it] < CONTACTS).sum()) for it in (one, two))
        return bits_between(least, ads, kinds, contacts - int((kinds < CONTACTS).sum()))

    def _shown(self, parts: Sequence[int]) -> I64:
        values = [self.value[self.begin[it] : self.begin[it + 1]] for it in parts]
        return np.unique(np.concatenate(values))


@dataclass(slots=True, eq=False)
class _Tree:
    """The parts of one cluster and the weak joins between them.

    ends  of each join the two parts
    bits  what it is worth
    near  of each part its joins, and the part beyond each
    """

    ends: Sequence[tuple[int, int]]
    bits: Sequence[float]
    near: dict[int, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, ends: Sequence[tuple[int, int]], bits: Sequence[float]) -> "_Tree":
        tree = cls(ends, bits)
        for join, (one, other) in enumerate(ends):
            tree.near.setdefault(one, {})[join] = other
            tree.near.setdefault(other, {})[join] = one
        return tree

    def too_weak(self, parts: _Parts, least: float) -> Iterator[int]:
        """Joins to be taken back, weakest first, each weighed with the sides that it has then."""
        large = self._large(parts.size)
        for join in sorted(large, key=lambda it: round(self.bits[it], 6)):
            one, other = self.ends[join]
            sides = self._side(one, join), self._side(other, join)
            if self.bits[join] < parts.bits_between(*sides, least):
                del self.near[one][join], self.near[other][join]
                yield join

    def _large(self, size: I64) -> list[int]:
        """The joins with two large sides, which grow no larger by what is taken back."""
        ahead: list[tuple[int, int]] = [(self.ends[0][0], -1)]
        for part, by in ahead:
            ahead += [(it, join) for join, it in self.near[part].items() if join != by]
        ads = {part: int(size[part]) for part, _ in ahead}
        whole, large = sum(ads.values()), []
        for part, by in reversed(ahead[1:]):
            if min(ads[part], whole - ads[part]) >= LARGE:
                large.append(by)
            one, other = self.ends[by]
            ads[other if part == one else one] += ads[part]
        return sorted(large)

    def _side(self, start: int, without: int) -> list[int]:
        """The parts on one side of a join."""
        found = {start: None}
        ahead = [start]
        for part in ahead:
            new = [it for join, it in self.near[part].items() if join != without]
            ahead += [it for it in new if it not in found]
            found.update(dict.fromkeys(new))
        return list(found)
