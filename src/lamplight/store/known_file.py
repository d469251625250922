"""The index file of all that is known, and what it was made of.

path, Connection -> open_part -> Part and its position in the log
path, position, what builds a part -> write_part -> the part, mapped from the file

A file holds what banks held at a position of their log, and the log's row there, so that a file
beside a database that was put back to an older state counts for nothing.
"""

from collections.abc import Callable
from pathlib import Path

import orjson
from sqlalchemy import Connection, select

from lamplight import _native
from lamplight.errors import BadInput
from lamplight.match.part import Part, Radii, mapped_part
from lamplight.match.wanted import Allocate
from lamplight.store.index_files import map_index, new_index
from lamplight.store.tables import bank_log

_SHAPE = 2
"""Of arrays in a file; another when they change."""


def position_in(path: Path) -> int:
    """Of the log, where the file was made; -1 where there is none."""
    found = map_index(path)
    return -1 if found is None else found.state.get("position", -1)


def open_part(path: Path, db: Connection, radii: Radii) -> tuple[Part, int] | None:
    """What the file holds, and up to which position of the log; None where it is of no use."""
    found = map_index(path)
    if found is None or found.state.get("shape") != _SHAPE:
        return None
    position = found.state["position"]
    if found.state["row"] != row_at(db, position):
        return None
    try:
        return mapped_part(found.arrays, found.blocks, found.state["largest"], radii), position
    except _native.DamagedBlock:
        return None


def write_part(
    path: Path, at: tuple[int, int], build: Callable[[Allocate], Part], radii: Radii
) -> Part | None:
    """What was built, mapped; None where no file can be written. Raises DamagedBlock where it was
    built of what is damaged.

    at  position in the log, and row_at that
    """
    state = {"shape": _SHAPE, "position": at[0], "row": at[1]}
    try:
        for left in path.parent.glob(f".{path.name}.*"):  # of writers that were killed
            left.unlink(missing_ok=True)
        with new_index(path, state) as allocate:
            state["largest"] = build(allocate).largest
    except _native.DamagedBlock:
        raise
    except (BadInput, OSError):
        return None
    found = map_index(path)
    if found is None or found.state != state:  # another writer's
        return None
    return mapped_part(found.arrays, found.blocks, state["largest"], radii)


def row_at(db: Connection, position: int) -> int:
    """A number by which the log's row at a position is known again; 0 where there is none."""
    one = bank_log.c
    row = db.execute(
        select(one.at, one.actor, one.bank, one.what).where(one.number == position)
    ).first()
    return 0 if row is None else _native.checksum(orjson.dumps(tuple(row)))
