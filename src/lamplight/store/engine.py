"""Open a database by its address: made if absent, at the newest schema, safe for many readers.

url -> open_engine -> Engine

SQLite: one file of mode 0600 in WAL mode; a transaction takes the write lock when it begins,
because nearly every look writes an audit row and a reader that becomes a writer halfway would be
refused. Known limit: SQLite's locks are not reliable on network file systems.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from lamplight.errors import BadSettings, LamplightError, Unavailable
from lamplight.store.caches import CACHES
from lamplight.store.lock import locked
from lamplight.store.migrate import head, upgrade

WAIT_S = 60
"""How long a statement waits for another's write to end."""

_PRAGMAS = (
    "pragma page_size = 16384",  # of a new file: a quarter as many pages to log and to split
    "pragma foreign_keys = on",
    f"pragma busy_timeout = {WAIT_S * 1000}",
    "pragma journal_mode = wal",
    "pragma synchronous = normal",
    "pragma secure_delete = on",
    "pragma temp_store = memory",
    "pragma analysis_limit = 10000",  # rows of an index: all of them tell the planner no more
)
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""libpq's: a PostgreSQL server that is cut off is given up after some ten seconds. A statement that
takes long is none the worse for it."""

_NAMES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def open_engine(
    url: str, *, make: bool = True, caches: Path | None = None, cache_mb: int = 64
) -> Engine:
    """An engine on a database at the newest schema.

    make      False: a SQLite file that is not there is not made but refused
    caches    where files are kept that can be made again, of a database that is no file
    cache_mb  of pages, that each connection to SQLite may hold
    Raises BadSettings on an address that can't be used, Unavailable when nothing answers there.
    """
    address = _read(url)
    if address.drivername == "sqlite":
        path = sqlite_file(address)
        if not make and not path.exists():
            raise BadSettings(
                f"{str(path)!r} is not there; lamplight run FILE makes it, or say --db"
            )
        _make_file(path)
    engine = create_engine(
        address,
        connect_args=_patience(address),
        pool_pre_ping=address.drivername != "sqlite",
        execution_options={CACHES: caches},
    )
    _listen(engine, cache_mb)
    try:
        _to_head(engine)
    except DatabaseError as error:
        engine.dispose()
        raise BadSettings(f"{shown(address)} can't be used: {_first_line(error)}") from error
    except LamplightError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads one state of the database, and holds up no writer."""
    with engine.connect().execution_options(reads_only=True) as db, db.begin():
        if db.dialect.name == "postgresql":
            db.execute(text("set transaction isolation level repeatable read, read only"))
        yield db


def refresh_statistics(engine: Engine, tables: Iterable[Table]) -> None:
    """Let the database plan its queries for what these tables hold now."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        for table in tables:
            db.exec_driver_sql(f"analyze {table.name}")


def sqlite_file(url: URL) -> Path:
    """The file behind a SQLite address; raises BadSettings where there is none."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise BadSettings(f"{shown(url)} names no file; want sqlite:///lamplight.db")
    return Path(url.database)


def shown(url: URL) -> str:
    """The address as people may see it, without its password."""
    return url.render_as_string(hide_password=True)


def _read(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadSettings(
            f"{url.split('@')[-1]!r} is no database address; "
            "want sqlite:///FILE or postgresql://USER@HOST/NAME"
        ) from error
    if address.drivername not in _NAMES:
        raise BadSettings(f"database {address.drivername!r} is unknown; want sqlite or postgresql")
    return address.set(drivername=_NAMES[address.drivername])


def _make_file(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives its WAL the same mode."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        if not path.parent.exists():
            raise BadSettings(f"the folder {str(path.parent)!r} does not exist") from error
        raise BadSettings(f"{str(path)!r} can't be written: {error.strerror}") from error


def _patience(address: URL) -> dict[str, int]:
    """What the address does not say itself."""
    if address.drivername == "sqlite":
        return {}
    return {name: value for name, value in _PATIENCE.items() if name not in address.query}


def _listen(engine: Engine, cache_mb: int) -> None:
    if engine.dialect.name == "sqlite":
        pragmas = (*_PRAGMAS, f"pragma cache_size = {-1024 * cache_mb}")
        event.listen(engine, "connect", partial(_prepare_sqlite, pragmas))
        event.listen(engine, "begin", _begin_sqlite)
        same = partial(_same_file, sqlite_file(engine.url), _identity(sqlite_file(engine.url)))
        event.listen(engine, "do_connect", same)  # which would make a new file
        event.listen(engine, "checkout", same)
    else:
        event.listen(engine, "do_connect", _connect_postgres)
    event.listen(engine, "handle_error", _explain)


def _connect_postgres(
    _dialect: object, _record: object, words: Sequence[Any], named: Mapping[str, Any]
) -> object:
    from lamplight.store.patient import Patient  # only who has PostgreSQL waits for its driver

    return Patient.connect(*words, **named)


def _prepare_sqlite(pragmas: Iterable[str], db: sqlite3.Connection, _record: object) -> None:
    db.isolation_level = None  # the driver would begin transactions late and of the wrong kind
    for pragma in pragmas:
        db.execute(pragma)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _same_file(path: Path, opened: tuple[int, int] | None, *_: object) -> None:
    """A file that was put in place of the one that is open would be looked at by nobody."""
    if _identity(path) != opened:
        raise Unavailable(f"{str(path)!r} is no more the file that was opened; start this again")


def _begin_sqlite(db: Connection) -> None:
    reads_only = db.get_execution_options().get("reads_only", False)
    db.exec_driver_sql("begin" if reads_only else "begin immediate")


def _explain(context: ExceptionContext) -> Unavailable | None:
    """What the database can't do just now becomes Unavailable, everywhere."""
    error = context.sqlalchemy_exception
    if not isinstance(error, OperationalError):
        return None
    return Unavailable(f"the database does not answer: {_first_line(error)}")


def _first_line(error: DatabaseError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0] if lines else type(error.orig).__name__


def _to_head(engine: Engine) -> None:
    """Migrate if needed; two who open a new database at once don't do it both."""
    if _schema(engine) == head():
        return
    with locked(engine, "migration", wait_s=WAIT_S):
        found = _schema(engine)
        if found is not None and found > head():
            raise BadSettings(
                f"{shown(engine.url)} has schema {found}, newer than this program's {head()}; "
                "install a newer Lamplight"
            )
        upgrade(engine.url.render_as_string(hide_password=False))


def _schema(engine: Engine) -> str | None:
    """The newest migration that ran here; None on an empty database."""
    with engine.connect().execution_options(reads_only=True) as db:
        if not engine.dialect.has_table(db, "alembic_version"):
            return None
        return db.execute(text("select version_num from alembic_version")).scalar()
