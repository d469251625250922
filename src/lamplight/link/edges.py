"""Joins as a table: two ads, and what holds them.

evidence -> Joins, edge_table -> strongest_first, joined -> labels, forest of Edges
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from lamplight import _native
from lamplight.arrays import F64, I64, Bool

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
        ("chance_bits", np.float64),  # below 0 where they show many texts or pictures, see chances
        ("stay", np.int32),  # index in trail.CLASSES
        ("stay_bits", np.float64),
        ("other", np.int32),  # index in ones.OTHERS
        ("other_bits", np.float64),
        ("bits", np.float64),  # the sum of all bits
    ]
)

PARTS: Final = (
    *("first_bits", "second_bits", "contact_bits", "album_bits", "chance_bits"),
    *("stay_bits", "other_bits"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Joins:
    """Joins that are worth so much, as columns: most of them are never followed.

    columns  some of those of EDGE, without bits; no value, no groups and no bits in the others
    bits     F64[k]
    """

    columns: Mapping[str, I64 | F64]
    bits: F64

    @classmethod
    def of(cls, columns: Mapping[str, I64 | F64], least_bits: float = -np.inf) -> "Joins":
        """Those worth so much."""
        bits = bits_of(columns)
        kept = np.flatnonzero(bits >= least_bits)
        return cls({name: column[kept] for name, column in columns.items()}, bits[kept])

    def edges(self, places: I64 | None = None) -> Edges:
        """All, or some in this order."""
        some: I64 | slice = slice(None) if places is None else places
        bits = self.bits[some]
        edges = np.zeros(len(bits), EDGE)
        edges["first"] = edges["second"] = NONE
        for name, column in self.columns.items():
            edges[name] = column[some]
        edges["bits"] = bits
        return edges


def edge_table(**columns: I64 | F64) -> Edges:
    """Edges of the columns given; no value, no groups and no bits in the others."""
    return Joins.of(columns).edges()


def bits_of(columns: Mapping[str, I64 | F64]) -> F64:
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


def strongest_first(edges: Edges | Joins) -> I64:
    """Places by falling bits, ties by row and value."""
    of, bits = (edges.columns, edges.bits) if isinstance(edges, Joins) else (edges, edges["bits"])
    rows, values = (
        (of[high].astype(np.int64) << 32) + of[low]
        for high, low in (("left", "right"), ("first", "second"))
    )
    return _native.strongest_first(np.round(bits, 6), rows, values)


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
