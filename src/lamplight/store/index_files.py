"""Index files: arrays mapped into memory instead of read from the database.

path, state -> new_index -> arrays to fill -> a file that appears whole
path -> map_index -> IndexFile, or None

A file says of which state of the database it was made. It ends with a checksum of each block of its
arrays and one of all that, which is checked when it is opened; blocks are checked when they are
touched, or all at once. What is missing, of another state, cut off or damaged counts for nothing
and is made again: a file is a cache, nothing is only there. A new one takes the place of an old one
whole, and who has the old one mapped keeps it. Limits: the byte order of the machine; who cuts a
file short while it is mapped ends the process that reads on.
"""

import math
import mmap
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import orjson
from numpy.typing import DTypeLike, NDArray
from sqlalchemy import Engine

from lamplight import _native
from lamplight.errors import BadInput
from lamplight.match.wanted import Allocate
from lamplight.store.caches import cache_path
from lamplight.store.files import new_file

Arrays = Mapping[str, NDArray[Any]]
State = Mapping[str, int]
"""What changes whenever the arrays would: of an index file of another state nothing is taken."""

_MAGIC = b"lamplight index 2\n"
_END = struct.Struct("<QQ")
"""Length of what says what is in the file, and checksum of that and of the blocks' checksums."""
_ALIGNED = mmap.ALLOCATIONGRANULARITY


@dataclass(frozen=True, slots=True, eq=False)
class IndexFile:
    """A mapped file; its arrays are read-only, and not checked until touched by way of blocks."""

    state: State
    arrays: Arrays
    blocks: _native.Blocks


def index_file(engine: Engine, name: str) -> Path:
    """Where it is kept."""
    return cache_path(engine, f"{name}.index")


@contextmanager
def new_index(path: Path, state: State) -> Iterator[Allocate]:
    """Yields what gives an array in the file, to be filled within the block.

    Raises BadInput where the folder can't be written, OSError where the disk is full.
    """
    placed: list[tuple[str, str, tuple[int, ...], int]] = []
    with new_file(path) as file:

        def allocate(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
            kind, end = np.dtype(dtype), file.seek(0, os.SEEK_END)
            at = end + -end % _ALIGNED
            placed.append((name, kind.str, shape, at))
            size = math.prod(shape) * kind.itemsize
            if size == 0:
                return np.empty(shape, kind)
            os.posix_fallocate(file.fileno(), at, size)  # else a full disk ends the process
            mapped = mmap.mmap(file.fileno(), size, offset=at)
            return np.frombuffer(mapped, kind).reshape(shape)

        yield allocate
        about = {"state": dict(state), "order": sys.byteorder, "arrays": placed}
        _finish(file, orjson.dumps(about))


def map_index(path: Path) -> IndexFile | None:
    """Nothing where it is not a whole file of this machine's; no more than its end is read."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # not there, or empty
        return None
    end = len(mapped) - len(_MAGIC) - _END.size
    if end < 0 or mapped[-len(_MAGIC) :] != _MAGIC:
        return None
    length, checksum = _END.unpack_from(mapped, end)
    body = _body_bytes(end - length)
    if body < 0 or _checksum(mapped[body:end]) != checksum:
        return None
    about = orjson.loads(mapped[end - length : end])
    if about["order"] != sys.byteorder:
        return None
    arrays = {
        name: np.frombuffer(mapped, dtype, math.prod(shape), at if math.prod(shape) else 0).reshape(
            shape
        )
        for name, dtype, shape, at in about["arrays"]
    }
    sums = np.frombuffer(mapped, np.uint64, (end - length - body) // 8, body)
    whole = np.frombuffer(mapped, np.uint8, body)
    return IndexFile(about["state"], arrays, _native.Blocks(whole, sums))


def save_arrays(path: Path, state: State, arrays: Arrays) -> bool:
    """Whether it could be written; what stood there before is replaced whole or stays."""
    with suppress(BadInput, OSError), new_index(path, state) as allocate:
        for name, array in arrays.items():
            allocate(name, array.shape, array.dtype)[...] = array
        return True
    return False


def map_arrays(path: Path, state: State) -> Arrays | None:
    """The arrays, checked, if the file is whole and of this state."""
    found = map_index(path)
    if found is None or found.state != dict(state):
        return None
    try:
        found.blocks.check_all()
    except _native.DamagedBlock:
        return None
    return found.arrays


def drop_index_files(engine: Engine) -> None:
    """Remove them all, so that nothing that was forgotten is in them."""
    every = index_file(engine, "*")
    for path in every.parent.glob(every.name):
        path.unlink(missing_ok=True)


def _finish(file: BinaryIO, about: bytes) -> None:
    """Arrays end at a whole word, then come the checksums of their blocks, then what they are."""
    size = file.seek(0, os.SEEK_END)
    file.write(bytes(-size % 8))
    file.flush()
    sums = np.empty(0, np.uint64)
    if size:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            whole = np.frombuffer(mapped, np.uint8)
            sums = _native.checksums(whole)
            del whole
    end = sums.tobytes() + about
    file.write(end + _END.pack(len(about), _checksum(end)) + _MAGIC)


def _checksum(data: bytes) -> int:
    return int(_native.checksum(data))


def _body_bytes(before_about: int) -> int:
    """How long the arrays are, from where the checksums of their blocks end; -1: can't be."""
    block = _native.BLOCK_BYTES + 8
    blocks = -(-before_about // block)
    body = before_about - 8 * blocks
    return body if body % 8 == 0 and -(-body // _native.BLOCK_BYTES) == blocks else -1
