"""One at a time: a lock on the whole database that a dead holder lets go.

Engine, purpose -> locked -> (held until the block ends) | Busy

SQLite: flock on ``<file>.lock``, which the system drops with the process. PostgreSQL: an advisory
lock of a session of its own, which the server drops with the connection.
Known limit: flock is per machine; two machines must not share one SQLite file.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from lamplight.errors import Busy, Unavailable

_KEY = 0x6C616D70  # "lamp"
_AGAIN_S = 0.1


@contextmanager
def locked(engine: Engine, purpose: str, wait_s: float = 0) -> Iterator[None]:
    """Hold the database's lock; raises Busy, saying who holds it since when.

    purpose  who and what, for the one who has to wait: "run by rose"
    """
    held = _file_locked if engine.dialect.name == "sqlite" else _session_locked
    with held(engine, purpose[:40], wait_s):
        yield


def is_held(engine: Engine) -> bool:
    """Whether a run, or whatever else needs the lock, is at work now."""
    try:
        with locked(engine, "looking whether it is free"):
            return False
    except Busy:
        return True


@contextmanager
def _file_locked(engine: Engine, purpose: str, wait_s: float) -> Iterator[None]:
    path = Path(f"{engine.url.database}.lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Unavailable(f"{str(path)!r} can't be opened: {error.strerror}") from error
    try:
        if not _within(wait_s, lambda: _try_file(handle)):
            raise Busy(f"{_written(os.pread(handle, 200, 0))} holds the lock")
        os.ftruncate(handle, 0)
        since = datetime.now(UTC).isoformat("T", "seconds")
        os.pwrite(handle, f"{purpose} (process {os.getpid()}) {since}".encode(), 0)
        yield
    finally:
        os.close(handle)


def _try_file(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _session_locked(engine: Engine, purpose: str, wait_s: float) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if not _within(wait_s, lambda: _try_session(db)):
            raise Busy(f"{_holder(db)} holds the lock")
        db.execute(text("select set_config('application_name', :it, false)"), {"it": purpose})
        try:
            yield
            db.execute(text("select pg_advisory_unlock(:key)"), {"key": _KEY})
        finally:
            db.invalidate()  # closes the session, and with it the lock if it is still held


def _try_session(db: Connection) -> bool:
    return bool(db.execute(text("select pg_try_advisory_lock(:key)"), {"key": _KEY}).scalar_one())


def _holder(db: Connection) -> str:
    """Who holds the lock since when, as far as the server tells."""
    row = db.execute(
        text(
            "select a.application_name, a.state_change from pg_locks l "
            "join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.granted "
            "and l.objid = :key and a.datname = current_database()"
        ),
        {"key": _KEY},
    ).first()
    if row is None or row[1] is None:
        return "another process"
    return f"{row[0]} {since(row[1].astimezone(UTC), datetime.now(UTC))}"


def _written(held: bytes) -> str:
    """What the holder wrote into its file, with its moment in words."""
    told, _, moment = held.decode(errors="replace").rpartition(" ")
    try:
        return f"{told} {since(datetime.fromisoformat(moment), datetime.now(UTC))}"
    except ValueError:  # it is being written now
        return "another process"


def since(moment: datetime, now: datetime) -> str:
    """ "since 14:05 UTC (3 minutes ago)"; both in UTC."""
    minutes = max(int((now - moment).total_seconds()) // 60, 0)
    number, unit = (minutes, "minute") if minutes < 120 else (minutes // 60, "hour")
    ago = f"{number} {unit}{'' if number == 1 else 's'} ago" if minutes else "just now"
    day = "" if moment.date() == now.date() else f"{moment:%Y-%m-%d} "
    return f"since {day}{moment:%H:%M} UTC ({ago})"


def _within(wait_s: float, attempt: Callable[[], bool]) -> bool:
    """True as soon as the attempt succeeds, False when the time is over."""
    end = time.monotonic() + wait_s
    while not attempt():
        if time.monotonic() >= end:
            return False
        time.sleep(_AGAIN_S)
    return True
