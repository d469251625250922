"""What holds two ads together, as numbers that are put away and put into words when looked at.

Edges, Names -> evidence_of -> Evidence
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lamplight.arrays import I64
from lamplight.link.edges import SURE_BITS, Edges
from lamplight.link.names import Names

Evidence = NDArray[np.void]

EVIDENCE: Final = np.dtype(
    [
        ("left", "<i8"),  # two ads, the smaller row or number first
        ("right", "<i8"),
        ("first", "<i4"),  # numbers of the values, or NONE, COPY as in edges
        ("second", "<i4"),
        ("first_groups", "<i4"),  # from here on as in edges.EDGE
        ("second_groups", "<i4"),
        ("contacts", "<i4"),
        ("album", "<i4"),
        ("first_bits", "<f8"),
        ("second_bits", "<f8"),
        ("contact_bits", "<f8"),
        ("album_bits", "<f8"),
        ("chance_bits", "<f8"),
        ("stay_bits", "<f8"),
        ("other_bits", "<f8"),
        ("stay", "u1"),
        ("other", "u1"),
        ("first_short", "u1"),  # ends that show the value, a number, without its country
        ("second_short", "u1"),
        ("first_both", "?"),  # whether both ends show it, not only ads joined to them before
        ("second_both", "?"),
        ("sure", "?"),  # a person's word, or one ad collected twice
        ("inside", "?"),  # both ads are of one provider
    ]
)
"""One link a row; what is stored has this layout, see store.packed."""

SIDES: Final = ("first", "second")


def evidence_of(edges: Edges, providers: I64, names: Names, number: I64) -> Evidence:
    """Of each edge; rows are those of the corpus that was given.

    providers  I64[n] of each ad, in order of what they say
    number     I64[v] the number under which each value is named
    """
    found = np.zeros(len(edges), EVIDENCE)
    for name in sorted({*found.dtype.names} & {*edges.dtype.names}):  # type: ignore[misc]
        found[name] = edges[name]
    ends = np.sort([names.order[edges[end]] for end in ("left", "right")], axis=0)
    found["left"], found["right"] = ends
    for side in SIDES:
        named = edges[side] >= 0
        found[side][named] = number[edges[side][named]]
        found[f"{side}_short"] = names.shortened(edges, side)
        found[f"{side}_both"] = names.shown_by_both(edges, side)
    found["sure"] = edges["bits"] >= SURE_BITS
    found["inside"] = providers[edges["left"]] == providers[edges["right"]]
    return found
