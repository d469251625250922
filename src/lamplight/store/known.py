"""All that banks know, held by the process, mapped from a file, and never behind for long.

Engine -> known -> Current: what is known, how each bank counts
Engine, question -> ask -> answer; Connection -> lag -> Lag

The database's log is the truth. A process opens the file that was made at some position of the log,
reads from the database what changed since, and goes on so: at once after each commit of its own,
and every quarter of a second after those of others (store/known_held.py). Limits: a look is made by
who asks, so a process that nobody asks falls behind until somebody does; while the database doesn't
answer, or much that others changed is read beside, answers are older, as lag tells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, select

from lamplight import _native
from lamplight.store.bank_log import log_position
from lamplight.store.index_files import index_file
from lamplight.store.known_held import Current, Held
from lamplight.store.tables import bank_log

_NAME = "known"
Answer = TypeVar("Answer")

_held: WeakKeyDictionary[Engine, Held] = WeakKeyDictionary()
_making = Lock()


@dataclass(frozen=True, slots=True)
class Lag:
    """How far answers are behind.

    position  of the log that they are of
    newest    position that there is
    seconds   since the oldest change that is not in them was made
    """

    position: int
    newest: int
    seconds: float


def known(engine: Engine) -> Current:
    """What banks know now; fast, for many threads."""
    return _held_for(engine).current(engine)


def known_now(engine: Engine) -> Current | None:
    """What banks know, where that needs no look at the database; else None: ask in a thread."""
    return _held_for(engine).fresh()


def ask(engine: Engine, question: Callable[[Current], Answer]) -> Answer:
    """The answer; where a damaged block of the file is met, all is read from the database again."""
    held = _held_for(engine)
    while True:
        now = held.current(engine)
        try:
            return question(now)
        except _native.DamagedBlock:
            held.read_again(engine, now)


def lag(db: Connection, now: Current) -> Lag:
    """Of answers from what is known now."""
    position = now.known.position
    oldest = db.execute(
        select(func.min(bank_log.c.at)).where(bank_log.c.number > position)
    ).scalar()  # fmt: skip
    seconds = 0.0 if oldest is None else (datetime.now(UTC) - oldest).total_seconds()
    return Lag(position, log_position(db), max(seconds, 0.0))


def settled(engine: Engine) -> Current:
    """What is known when nothing is left to be read or joined: waits for what runs beside."""
    held = _held_for(engine)
    while True:
        now = held.current(engine)
        if not held.wait():
            return now


def _held_for(engine: Engine) -> Held:
    held = _held.get(engine)
    if held is None:
        with _making:
            held = _held.get(engine)
            if held is None:
                held = _held[engine] = Held(index_file(engine, _NAME))
                held.listen(engine)
    return held
