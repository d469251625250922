"""Rows of different lengths, one after the other in one array.

starts I64[n + 1]: where each row begins, and where the last one ends
"""

from collections.abc import Sequence

import numpy as np

from lamplight.arrays import I64


def starts_of(sizes: I64) -> I64:
    """Of rows as long as this."""
    return np.append(0, np.cumsum(sizes))


def spread(starts: I64, rows: I64) -> tuple[I64, I64]:
    """Of some rows, in the order given: where they begin by themselves, and the place of each thing
    that they hold."""
    sizes = np.diff(starts)[rows]
    own = starts_of(sizes)
    return own, np.repeat(starts[rows] - own[:-1], sizes) + np.arange(own[-1])


def in_a_row(several: Sequence[I64]) -> I64:
    """Where rows begin that come part after part."""
    return starts_of(np.concatenate([np.diff(starts) for starts in several]))
