"""Where a command may write: nowhere that it reads.

Engine, path, files that are read -> need_apart -> (BadInput where they are the same)
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine

from lamplight.errors import BadInput


def need_apart(engine: Engine, path: Path, read: Iterable[Path] = ()) -> None:
    """Raises BadInput where a file to be written is the database, or one that is read, under
    whatever name."""
    if any(_same(path, one) for one in _own_files(engine)):
        raise BadInput(f"{path} is the database itself; want another file")
    if any(_same(path, one) for one in read):
        raise BadInput(f"{path} is read here; want another file to write to")


def _own_files(engine: Engine) -> list[Path]:
    if engine.dialect.name != "sqlite":
        return []
    return [Path(f"{engine.url.database}{ending}") for ending in ("", "-wal", "-shm", ".lock")]


def _same(path: Path, other: Path) -> bool:
    if path.exists() and other.exists():
        return path.samefile(other)
    return path.resolve() == other.resolve()
