"""Where files are kept that can be made again from the database.

Engine, name -> cache_path -> path

Beside a SQLite database; for PostgreSQL in a folder that the program was given for it, else in one
of the process's own that goes with it.
"""

import hashlib
import shutil
from pathlib import Path
from tempfile import mkdtemp
from weakref import WeakKeyDictionary, finalize

from sqlalchemy import Engine

CACHES = "caches"
"""Option of an engine: the folder for caches of a database that is no file, or None."""

_own: WeakKeyDictionary[Engine, Path] = WeakKeyDictionary()


def are_shared(engine: Engine) -> bool:
    """Whether another process finds the same files."""
    return engine.dialect.name == "sqlite" or bool(engine.get_execution_options().get(CACHES))


def cache_path(engine: Engine, name: str) -> Path:
    """Of a file or folder that its caller makes and may remove; who may read it is its owner."""
    if engine.dialect.name == "sqlite":
        return Path(f"{engine.url.database}.{name}")
    given = engine.get_execution_options().get(CACHES)
    if given is None:
        if engine not in _own:
            own = _own[engine] = Path(mkdtemp(prefix="lamplight-"))
            finalize(engine, shutil.rmtree, own, ignore_errors=True)
        return _own[engine] / name
    address = engine.url.render_as_string(hide_password=True)
    folder = Path(given) / hashlib.sha256(address.encode()).hexdigest()[:16]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / name
