"""Who looked at what and who changed what, written in the transaction of the look or change.

Connection, Actor, action, subject -> record -> a row

A subject names networks, providers and runs in clear; ads and values only by a hash, so that the
log neither spreads people's data nor brings back what was forgotten. Who knows the ad or the value
can still ask who looked at it. A look at many ads is one row, whose details name each by its hash.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, insert, select

from lamplight.model import Actor
from lamplight.store.tables import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: Any


_PUT = insert(audit)


def record(db: Connection, actor: Actor, action: str, subject: str, details: object = None) -> None:
    row = {
        "at": datetime.now(UTC),
        "actor": actor.name,
        "action": action,
        "subject": subject,
        "details": details,
    }
    db.execute(_PUT, row)


def sealed(kind: str, value: str) -> str:
    """A subject that does not tell what it names: ``phone:sha256:…``."""
    return f"{kind}:sha256:{sha256(value.encode()).hexdigest()}"


def entries(db: Connection, limit: int = 100) -> list[Entry]:
    """The newest first."""
    rows = db.execute(select(audit).order_by(audit.c.number.desc()).limit(limit))
    return [Entry(**row._mapping) for row in rows]


def count_since(db: Connection, actor: Actor, action: str, since: datetime) -> int:
    """How often somebody did something from a moment on."""
    return db.execute(
        select(func.count())
        .select_from(audit)
        .where(audit.c.actor == actor.name, audit.c.action == action, audit.c.at >= since)
    ).scalar_one()
