"""How often entries match, and holding one that suddenly matches much.

Connection, entry -> matches -> count_matches; Connection -> hold_floods -> how many are held

A hash that matches everything (a plain picture, a logo, one put there on purpose: Dolhansky and
Ferrer 2020) shows by its count alone: it is quarantined until a person looks. Only counts an hour
are kept, nothing of what matched.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Connection, delete, func, select

from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.among import among
from lamplight.store.bank_entries import move
from lamplight.store.bank_log import count_change, hold_log, log_change
from lamplight.store.tables import bank_entries, bank_matches, banks
from lamplight.store.types import microseconds
from lamplight.store.upsert import upsert

_HOUR = 3_600_000_000
_KEPT = timedelta(days=31)
DAY = timedelta(days=1)


def count_matches(db: Connection, matches: Mapping[int, int], now: datetime) -> None:
    """Add to the counts of this hour; entries that are gone since are left out."""
    numbers = sorted(matches)  # two who count at once lock rows in one order
    there = set(
        db.execute(
            select(bank_entries.c.number).where(among(db, bank_entries.c.number, numbers))
        ).scalars()
    )
    rows = [
        {"entry": number, "hour": _hour(now), "count": matches[number]}
        for number in numbers
        if number in there
    ]
    if rows:
        statement = upsert(db.dialect.name, bank_matches)
        more = bank_matches.c.count + statement.excluded.count
        db.execute(
            statement.on_conflict_do_update(index_elements=["entry", "hour"], set_={"count": more}),
            rows,
        )


def hold_floods(db: Connection, actor: Actor, matches: Mapping[int, int], now: datetime) -> int:
    """Quarantine those of these entries that matched more than their bank allows in a day; gives
    back how many. What is held asks for a person; `released` undoes it."""
    flooded = _flooded(db, list(matches), now)
    if not flooded:
        return 0
    hold_log(db)
    flooded = _flooded(db, list(matches), now)  # as nobody else can change it now
    for (bank, name), numbers in groupby(flooded, key=lambda one: one[:2]):
        held = [number for _, _, number in numbers]
        change = log_change(db, actor, bank, "quarantined", now)
        count_change(db, change, move(db, "quarantined", change, held))
        audit.record(db, actor, "held for matching much", name, {"numbers": held})
    return len(flooded)


def matches_of(db: Connection, number: int, now: datetime) -> int:
    """Of an entry, in the last day."""
    one = bank_matches.c
    counted = select(func.coalesce(func.sum(one.count), 0)).where(
        one.entry == number, one.hour > _hour(now - DAY)
    )
    return int(db.execute(counted).scalar_one())


def drop_old_matches(db: Connection, now: datetime) -> None:
    """Counts older than a month."""
    db.execute(delete(bank_matches).where(bank_matches.c.hour < _hour(now - _KEPT)))


def _flooded(db: Connection, numbers: list[int], now: datetime) -> list[tuple[int, str, int]]:
    """Number and name of the bank, number of the entry."""
    one, entry = bank_matches.c, bank_entries.c
    rows = db.execute(
        select(banks.c.number, banks.c.name, one.entry)
        .join(bank_entries, entry.number == one.entry)
        .join(banks, banks.c.number == entry.bank)
        .where(among(db, one.entry, numbers), one.hour > _hour(now - DAY))
        .where(entry.state == "active", banks.c.flood_matches.is_not(None))
        .group_by(banks.c.number, banks.c.name, banks.c.flood_matches, one.entry)
        .having(func.sum(one.count) > banks.c.flood_matches)
        .order_by(banks.c.number, one.entry)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _hour(now: datetime) -> int:
    return (microseconds(now) or 0) // _HOUR
