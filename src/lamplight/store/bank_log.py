"""The log of all banks: the truth that indexes of known hashes follow.

Connection, Actor, bank, what -> log_change -> number, to stamp on the entries that it changes
Connection -> log_position, changes_since

Who changes entries first logs the change, then stamps its number on them. Numbers become visible in
order, because who logs holds the log to the end of the transaction: who has read up to a number has
seen all before it. Rows are never removed.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from lamplight.model import Actor
from lamplight.store.tables import bank_log

What = Literal[
    "made bank",
    "changed bank",
    "removed bank",
    "added",
    "withdrawn",
    "restored",
    "quarantined",
    "released",
    "expired",
    "purged",
]

_KEY = 0x62616E6B  # "bank"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the log.

    bank   number; it may be gone since
    count  of entries; of "changed bank" those that may match more than before
    upto   of "purged": who read the log up to here, or further, missed nothing of what is gone; who
           did not reads the whole bank again
    """

    number: int
    at: datetime
    actor: str
    bank: int
    what: What
    count: int
    upto: int | None


# made once: SQLAlchemy takes thrice as long to make one of these and to know it again as to run it
_HOLD = text(f"select pg_advisory_xact_lock({_KEY})")
_LOG = insert(bank_log).returning(bank_log.c.number)
_COUNT = (
    update(bank_log)
    .where(bank_log.c.number == bindparam("change"))
    .values(count=bindparam("count"), upto=bindparam("upto"))
)
_POSITION = select(func.max(bank_log.c.number))
_SINCE = (
    select(*(bank_log.c[name] for name in Change.__slots__))
    .where(bank_log.c.number > bindparam("position"))
    .order_by(bank_log.c.number)
)


def hold_log(db: Connection) -> None:
    """Wait until nobody else changes entries, and keep others waiting to the transaction's end."""
    if db.dialect.name == "postgresql":  # on SQLite nobody else writes now
        db.execute(_HOLD)


def log_change(db: Connection, actor: Actor, bank: int, what: What, now: datetime) -> int:
    """The change's number. Until the transaction ends, others who log a change wait."""
    hold_log(db)
    row = {"at": now, "actor": actor.name, "bank": bank, "what": what, "count": 0}
    return int(db.execute(_LOG, row).scalar_one())


def count_change(db: Connection, number: int, count: int, upto: int | None = None) -> None:
    """Put down how many entries a change was of."""
    db.execute(_COUNT, {"change": number, "count": count, "upto": upto})


def log_position(db: Connection) -> int:
    """Number of the newest change, 0 where there is none."""
    return db.execute(_POSITION).scalar_one() or 0


def changes_since(db: Connection, position: int) -> list[Change]:
    """In order, those after a position."""
    return [Change(*row) for row in db.execute(_SINCE, {"position": position})]


def moment_of(db: Connection, position: int) -> int:
    """Seconds since 1970 at which the change at a position was made; -1 where there is none."""
    at = db.execute(select(bank_log.c.at).where(bank_log.c.number == position)).scalar()
    return -1 if at is None else int(at.timestamp())
