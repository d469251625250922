"""What the numbers of linking stand for: values by name, and which ads show them.

Corpus, Shares -> Names -> kind and value; how the ends of edges show a value
"""

from dataclasses import dataclass, field

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, Bool
from lamplight.link.corpus import Corpus
from lamplight.link.edges import Edges
from lamplight.link.numbers import Short
from lamplight.link.shares import CONTACTS, KINDS, PICTURE, Shares


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What a value is called.

    corpus  in order of what its ads say, as in the shares
    order   I64[n] the row of each of its ads in the corpus that was given
    short   the numbers that were read without their country, or under another
    shown   the values of each ad
    """

    corpus: Corpus
    shares: Shares
    order: I64
    short: Short = frozenset()
    shown: _native.Shown = field(init=False)

    def __post_init__(self) -> None:
        shown = _native.Shown(self.shares.row, self.shares.value, len(self.order))
        object.__setattr__(self, "shown", shown)

    def of(self, value: int) -> tuple[str, str]:
        """Kind and value; a group of texts goes by the key of its first ad."""
        (kind,), (name,) = self.of_all(np.array([value]))
        return kind, name

    def of_all(self, values: I64) -> tuple[list[str], list[str]]:
        """Kinds and values of many."""
        kind, name = self.shares.kind[values], self.shares.name[values]
        digits = self.corpus.picture_hash[name[kind == PICTURE]].tobytes().hex()
        hashes = (digits[begin : begin + 64] for begin in range(0, len(digits), 64))
        known, keys = self.corpus.values, self.corpus.keys
        named = [
            known[at][1] if sort < CONTACTS else next(hashes) if sort == PICTURE else keys[at]
            for sort, at in zip(kind.tolist(), name.tolist(), strict=True)
        ]
        return [KINDS[sort] for sort in kind.tolist()], named

    def shortened(self, edges: Edges, side: str) -> I64:
        """How many ends of each edge show the value of a side without its country -> I64[k]."""
        ends = np.zeros(len(edges), np.int64)
        contact = np.flatnonzero(edges[side] >= 0) if self.short else ends[:0]
        contact = contact[(self.shares.kind[edges[side][contact]] < CONTACTS)]
        name, width = self.shares.name[edges[side][contact]], len(self.corpus.values)
        row, number = np.array([*self.short], np.int64).reshape(-1, 2).T
        short = np.sort(row * width + number)
        for end in ("left", "right"):
            ends[contact] += _among(edges[end][contact].astype(np.int64) * width + name, short)
        return ends

    def shown_by_both(self, edges: Edges, side: str) -> Bool:
        """Of each edge, whether both its ads show the value of a side -> Bool[k]."""
        left, right, value = (edges[it].astype(np.int64) for it in ("left", "right", side))
        return self.shown.by_both(left, right, value)


def _among(wanted: I64, known: I64) -> Bool:
    """Which of these numbers are among those that are sorted."""
    place = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    return known[place] == wanted if len(known) else np.zeros(len(wanted), np.bool_)
