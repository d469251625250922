"""Joins as a table: two ads, and what holds them.

evidence -> Joins, Edges -> joined -> labels, forest of Edges
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lamplight import _native
from lamplight.arrays import F64, I32, I64, Bool

SURE_BITS: Final = 30.0
NONE: Final = -1
COPY: Final = -2  # in place of a value: the two are one ad, collected twice

Edges = NDArray[np.void]

EDGE: Final = np.dtype(
    [
        ("left", np.int32),  # rows of two ads
        ("right", np.int32),
        ("first", np.int32),  # the values that both sides show, -1 for none
        ("second", np.int32),
        ("first_groups", np.int32),  # groups that showed them when the join was made
        ("second_groups", np.int32),
        ("first_bits", np.float64),
        ("second_bits", np.float64),
        ("contacts", np.int32),  # contacts in common
        ("contact_bits", np.float64),  # of those beyond the one that is named
        ("album", np.int32),  # pictures in common
        ("album_bits", np.float64),  # of those beyond the ones named; below 0 where there is none
        ("chance_bits", np.float64),  # below 0 where they show many texts or pictures, see twos
        ("stay", np.int32),  # index in trail.CLASSES
        ("stay_bits", np.float64),
        ("other", np.int32),  # index in ones.OTHERS
        ("other_bits", np.float64),
        ("bits", np.float64),  # the sum of all bits
    ]
)

_OTHERS: Final = (
    *("first_groups", "second_groups", "first_bits", "second_bits", "contacts", "contact_bits"),
    *("album", "album_bits", "chance_bits", "stay", "stay_bits", "other", "other_bits"),
)

PARTS: Final = (
    *("first_bits", "second_bits", "contact_bits", "album_bits", "chance_bits"),
    *("stay_bits", "other_bits"),
)


Columns = Mapping[str, I32 | I64 | F64]
"""Some of those of EDGE; no value, no groups and no bits in the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Joins:
    """Joins as columns, each of k: most of them are never followed, and never made edges.

    left, right    rows of two ads
    first, second  the values that both sides show, -1 for none
    bits           F64[k] the sum of all bits
    others         gives the other columns of those at some places
    """

    left: I64
    right: I64
    first: I64
    second: I64
    bits: F64
    others: Callable[[I64], Columns]

    def __len__(self) -> int:
        return len(self.bits)

    def strongest_first(self) -> I64:
        """Places by falling bits, ties by row and value."""
        rows, values = (self.left << 32) + self.right, (self.first << 32) + self.second
        return _native.strongest_first(np.round(self.bits, 6), rows, values)

    def edges(self, places: I64 | None = None) -> Edges:
        """All, or some in this order."""
        places = np.arange(len(self)) if places is None else places
        ends = {name: getattr(self, name)[places] for name in ("left", "right", "first", "second")}
        return _edges({**ends, **self.others(places)}, self.bits[places])


def joins_of(edges: Edges) -> Joins:
    """To follow what are edges already."""
    left, right, first, second = (
        edges[name].astype(np.int64) for name in ("left", "right", "first", "second")
    )
    return Joins(
        left, right, first, second, edges["bits"], lambda at: {it: edges[it][at] for it in _OTHERS}
    )


def edge_table(**columns: I32 | I64 | F64) -> Edges:
    """Edges of the columns given."""
    return _edges(columns, bits_of(columns))


def _edges(columns: Columns, bits: F64) -> Edges:
    edges = np.zeros(len(bits), EDGE)
    edges["first"] = edges["second"] = NONE
    for name, column in columns.items():
        edges[name] = column
    edges["bits"] = bits
    return edges


def bits_of(columns: Columns) -> F64:
    """The sum of all bits of edges that are not made yet."""
    bits = np.zeros(len(columns["left"]))
    for part in PARTS:
        if part in columns:
            bits += columns[part]
    return bits


def sure_edges(pairs: I64, value: int = NONE) -> Edges:
    """Joins that need no evidence.

    value  NONE: a person said so; COPY: the two are one; else a value that is not to be split
    """
    bits = np.full(len(pairs), SURE_BITS)
    first = np.full(len(pairs), value)
    return edge_table(left=pairs[:, 0], right=pairs[:, 1], first=first, first_bits=bits)


def joined(labels: I64, left: I64, right: I64, apart: I64) -> tuple[I64, Bool]:
    """Clusters when joins are followed one after another -> labels, and which of them joined any.

    labels       I64[n] clusters so far, numbered 0.. in order of first row; so are the new ones
    left, right  rows
    apart        I64[k, 2] rows that never come into one cluster
    """
    held = labels[apart]
    grown, kept = _native.grow_forest(
        int(labels.max(initial=-1)) + 1,
        labels[left],
        labels[right],
        np.ascontiguousarray(held[:, 0]),
        np.ascontiguousarray(held[:, 1]),
    )
    return grown[labels], kept
