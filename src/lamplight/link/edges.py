"""Joins as a table: two ads, and what holds them.

evidence -> edge_table -> Edges -> grow_forest
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lamplight.arrays import F64, I64

SURE_BITS: Final = 30.0
NONE: Final = -1
COPY: Final = -2  # in place of a value: the two are one ad, collected twice

Edges = NDArray[np.void]

EDGE: Final = np.dtype(
    [
        ("left", np.int64),  # rows of two ads
        ("right", np.int64),
        ("first", np.int64),  # the values that both sides show, -1 for none
        ("second", np.int64),
        ("first_groups", np.int64),  # groups that showed them when the join was made
        ("second_groups", np.int64),
        ("first_bits", np.float64),
        ("second_bits", np.float64),
        ("contacts", np.int64),  # contacts in common
        ("contact_bits", np.float64),  # of those beyond the one that is named
        ("album", np.int64),  # pictures in common
        ("album_bits", np.float64),  # of those beyond the ones named; below 0 where there is none
        ("stay", np.int64),  # index in trail.CLASSES
        ("stay_bits", np.float64),
        ("other", np.int64),  # index in ones.OTHERS
        ("other_bits", np.float64),
        ("bits", np.float64),  # the sum of all bits
    ]
)

PARTS: Final = (
    *("first_bits", "second_bits", "contact_bits", "album_bits", "stay_bits", "other_bits"),
)


def edge_table(**columns: I64 | F64) -> Edges:
    """Edges of the columns given; no value, no groups and no bits in the others."""
    edges = np.zeros(len(columns["left"]), EDGE)
    edges["first"] = edges["second"] = NONE
    for name, column in columns.items():
        edges[name] = column
    edges["bits"] = sum(edges[part] for part in PARTS)
    return edges


def sure_edges(pairs: I64, value: int = NONE) -> Edges:
    """Joins that need no evidence.

    value  NONE: a person said so; COPY: the two are one; else a value that is not to be split
    """
    bits = np.full(len(pairs), SURE_BITS)
    first = np.full(len(pairs), value)
    return edge_table(left=pairs[:, 0], right=pairs[:, 1], first=first, first_bits=bits)


def strongest_first(edges: Edges) -> Edges:
    """By falling bits, ties by row and value."""
    ties = (edges["second"], edges["first"], edges["right"], edges["left"])
    return edges[np.lexsort((*ties, -np.round(edges["bits"], 6)))]
