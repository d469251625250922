"""Rows of numbers in one value of the database, with what tells whether they are whole.

array -> pack, pack_parts -> bytes -> unpack -> array

The layouts are AD, HOME, MOMENT, CUT, SENSE and link.evidence.EVIDENCE. Another layout is another
version, and takes a migration.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from struct import Struct
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from lamplight.errors import Unavailable

VERSION = 1
AD = np.dtype("<i8")  # an ad's number
HOME = np.dtype("<i4")  # number of an ad's provider, -1 without one
MOMENT = np.dtype("<i8")  # microseconds since 1970, UTC
CUT = np.dtype("<i4")  # number of a value
SENSE = np.dtype([("ad", "<i8"), ("sense", "<i4")])  # an ad's number; 1 is the largest sense

_HEAD = Struct("<HI")  # version, checksum of what follows
HEAD_BYTES = _HEAD.size


def pack(array: NDArray[Any]) -> bytearray:
    return next(pack_parts(array, [0, len(array)]))


def pack_parts(array: NDArray[Any], bounds: Sequence[int]) -> Iterator[bytearray]:
    """Each part from one bound to the next."""
    data, size = memoryview(array.tobytes()), array.dtype.itemsize
    for begin, end in pairwise(bounds):
        part = data[begin * size : end * size]
        packed = bytearray(_HEAD.pack(VERSION, crc32(part)))
        packed += part
        yield packed


def unpack(data: bytes | bytearray, layout: np.dtype[Any]) -> NDArray[Any]:
    """Raises Unavailable where it isn't what was stored."""
    body = memoryview(data)[_HEAD.size :]
    if len(data) < _HEAD.size or _HEAD.unpack_from(data) != (VERSION, crc32(body)):
        raise Unavailable("what a run found is damaged in the database; want lamplight run anew")
    return np.frombuffer(body, layout)
