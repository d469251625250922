"""What a search over many rows shall find, and where its tables are put.

radii, dead, most, threads -> Wanted
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from lamplight.arrays import I32, I64

Owners = NDArray[np.unsignedinteger[Any]]
Allocate = Callable[[str, tuple[int, ...], DTypeLike], NDArray[Any]]
"""Name, shape and type of an array -> the array, to be filled: in memory, or in a file."""

NOBODY: Owners = np.empty(0, np.uint8)
NONE_DEAD: I64 = np.empty(0, np.int64)
NO_LIMIT = 2**62


class Wanted(NamedTuple):
    """radii    I32[b] bits by bank, 0..31; -1: nothing of this bank
    dead     I64[d] ascending, entries that are not to be found
    most     hits of one query on one bank, the nearest
    threads  that share many queries
    """

    radii: I32
    dead: I64 = NONE_DEAD
    most: int = NO_LIMIT
    threads: int = 1


def in_memory(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    return np.empty(shape, dtype)
