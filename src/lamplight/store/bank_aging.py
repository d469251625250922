"""What time does to banks: entries end, and withdrawn ones are removed for good.

Connection, Actor, now -> expire, purge -> how many

An entry stops matching at its end by itself; here it becomes withdrawn, so that people see it and
its bank's days of keeping begin.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.bank_entries import move
from lamplight.store.bank_log import count_change, hold_log, log_change
from lamplight.store.tables import bank_entries, bank_log, banks


def expire(db: Connection, actor: Actor, now: datetime) -> int:
    """Withdraw entries whose end has come."""
    hold_log(db)
    one, count = bank_entries.c, 0
    for bank, name in _banks(db):
        due = select(one.number).where(
            one.bank == bank, one.state != "withdrawn", one.expires_at <= now
        )
        if numbers := list(db.execute(due).scalars()):
            change = log_change(db, actor, bank, "expired", now)
            count_change(db, change, move(db, "withdrawn", change, numbers))
            audit.record(db, actor, "expired in bank", name, {"count": len(numbers)})
            count += len(numbers)
    return count


def purge(db: Connection, actor: Actor, now: datetime) -> int:
    """Remove entries that were withdrawn longer ago than their bank keeps them."""
    hold_log(db)
    one, count = bank_entries.c, 0
    for bank, name, days in db.execute(
        select(banks.c.number, banks.c.name, banks.c.retention_days)
        .where(banks.c.retention_days.is_not(None))
        .order_by(banks.c.number)
    ).all():
        last = select(func.max(bank_log.c.number)).where(
            bank_log.c.bank == bank, bank_log.c.at <= now - timedelta(days=days)
        )
        upto = db.execute(last).scalar() or 0
        gone = (one.bank == bank, one.state == "withdrawn", one.change <= upto)
        newest = db.execute(select(func.max(one.change)).where(*gone)).scalar()
        if newest is None:
            continue
        change = log_change(db, actor, bank, "purged", now)
        removed = db.execute(delete(bank_entries).where(*gone)).rowcount
        count_change(db, change, removed, upto=newest)
        audit.record(db, actor, "purged bank", name, {"count": removed})
        count += removed
    return count


def _banks(db: Connection) -> Sequence[tuple[int, str]]:
    rows = db.execute(select(banks.c.number, banks.c.name).order_by(banks.c.number))
    return [(row[0], row[1]) for row in rows]
