"""Index files: arrays beside the database, mapped into memory instead of read from it.

path, state, arrays -> save_arrays -> a file that appears whole
path, state -> map_arrays -> the same arrays, or None

A file says of which state of the database it was made, and holds a checksum of all that is in it:
one that is missing, of another state, cut off or damaged counts for nothing and is made again. It
is a cache: nothing is only there. Limit: the byte order of the machine.
"""

import math
import mmap
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from sqlalchemy import Engine

from lamplight.errors import BadInput
from lamplight.store.files import new_file

Arrays = Mapping[str, NDArray[Any]]
State = Mapping[str, int]
"""What changes whenever the arrays would: of an index file of another state nothing is taken."""

_MAGIC = b"lamplight index 1\n"
_BEGIN = len(_MAGIC) + len("00000000\n")
"""Of what the checksum is of: it stands before."""
_ALIGNED = 64


def index_file(engine: Engine, name: str) -> Path | None:
    """Where it is kept; None on a database that is no file."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(f"{engine.url.database}.{name}.index")


def save_arrays(path: Path, state: State, arrays: Arrays) -> bool:
    """Whether it could be written; what stood there before is replaced whole or stays."""
    kept = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    about = {
        "state": dict(state),
        "order": sys.byteorder,
        "arrays": [[name, array.dtype.str, array.shape] for name, array in kept.items()],
    }
    pieces = [_head(about), *map(_filled, kept.values())]
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    with suppress(BadInput, OSError), new_file(path) as file:
        file.write(_MAGIC + b"%08x\n" % checksum)
        file.writelines(pieces)
        return True
    return False


def map_arrays(path: Path, state: State) -> dict[str, NDArray[Any]] | None:
    """The arrays, read-only, if the file is whole and of this state."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # not there, or empty
        return None
    checksum = b"%08x\n" % zlib.crc32(memoryview(mapped)[_BEGIN:])
    if mapped[:_BEGIN] != _MAGIC + checksum:
        return None
    end = mapped.find(b"\n", _BEGIN) + 1
    about = orjson.loads(mapped[_BEGIN:end])
    if about["state"] != dict(state) or about["order"] != sys.byteorder:
        return None
    found: dict[str, NDArray[Any]] = {}
    for name, dtype, shape in about["arrays"]:
        found[name] = np.frombuffer(mapped, dtype, math.prod(shape), end).reshape(shape)
        end += found[name].nbytes + -found[name].nbytes % _ALIGNED
    return found


def drop_index_files(engine: Engine) -> None:
    """Remove them all, so that nothing that was forgotten is in them."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        database = Path(engine.url.database)
        for path in database.parent.glob(f"{database.name}.*.index"):
            path.unlink(missing_ok=True)


def _head(about: Mapping[str, object]) -> bytes:
    """Filled up with spaces, so that arrays begin where the processor likes them to."""
    head = orjson.dumps(about)
    return head + b" " * (-(_BEGIN + len(head) + 1) % _ALIGNED) + b"\n"


def _filled(array: NDArray[Any]) -> bytes:
    return array.tobytes() + bytes(-array.nbytes % _ALIGNED)
