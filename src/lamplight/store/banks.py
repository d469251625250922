"""Watch lists: made, filled and emptied by people, each change audited.

Connection, Actor, name, NewEntry -> add_entries -> how many are new
Connection -> load_watch -> Watch
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from lamplight.bank.match import Entry, Watch
from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.tables import bank_entries, banks


@dataclass(frozen=True, slots=True)
class Bank:
    """A list: what it is for, who answers for it, how much is on it."""

    name: str
    purpose: str
    owner: str
    at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to look for, in normal form; turns as in bank.match.Entry."""

    kind: str
    value: str
    note: str = ""
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BankEntry:
    """Something looked for, who put it there and when."""

    number: int
    kind: str
    value: str
    note: str
    actor: str
    at: datetime


def new_bank(db: Connection, actor: Actor, bank: Bank) -> None:
    """Raises BadInput where the name is taken, or a text is missing."""
    for field in ("name", "purpose", "owner"):
        if not getattr(bank, field).strip():
            raise BadInput(f"a watch list's {field} is missing")
    if db.execute(select(banks.c.number).where(banks.c.name == bank.name)).first():
        raise BadInput(f"there is a watch list {bank.name!r} already")
    db.execute(
        insert(banks).values(name=bank.name, purpose=bank.purpose, owner=bank.owner, at=bank.at)
    )
    audit.record(db, actor, "made watch list", bank.name, {"purpose": bank.purpose})


def add_entries(
    db: Connection, actor: Actor, name: str, entries: Sequence[NewEntry], now: datetime
) -> int:
    """How many were not on the list before; a picture's turns are filled in where they were
    missing. Raises NotFound."""
    bank = _number(db, name)
    known = dict(
        ((kind, value), turns is not None)
        for kind, value, turns in db.execute(
            select(bank_entries.c.kind, bank_entries.c.value, bank_entries.c.turns).where(
                bank_entries.c.bank == bank
            )
        )
    )
    added = 0
    for entry in entries:
        key = entry.kind, entry.value
        if key not in known:
            _insert(db, actor, bank, entry, now)
            audit.record(db, actor, "added to watch list", name, {"entry": audit.sealed(*key)})
            added += 1
        elif entry.turns and not known[key]:
            one = bank_entries.c
            db.execute(
                update(bank_entries)
                .where(one.bank == bank, one.kind == entry.kind, one.value == entry.value)
                .values(turns=list(entry.turns))
            )
            audit.record(db, actor, "changed watch list", name, {"entry": audit.sealed(*key)})
        known[key] = known.get(key, False) or bool(entry.turns)
    return added


def remove_entry(db: Connection, actor: Actor, name: str, kind: str, value: str) -> None:
    """Raises NotFound where it is not on the list."""
    one = bank_entries.c
    gone = db.execute(
        delete(bank_entries).where(
            one.bank == _number(db, name), one.kind == kind, one.value == value
        )
    ).rowcount
    if not gone:
        raise NotFound(f"{kind} is not on the watch list {name!r}")
    details = {"entry": audit.sealed(kind, value)}
    audit.record(db, actor, "removed from watch list", name, details)


def remove_bank(db: Connection, actor: Actor, name: str) -> None:
    """With all that is on it. Raises NotFound."""
    db.execute(delete(banks).where(banks.c.number == _number(db, name)))
    audit.record(db, actor, "removed watch list", name)


def list_banks(db: Connection, actor: Actor) -> list[Bank]:
    """By name."""
    audit.record(db, actor, "saw watch lists", "watch lists")
    count = func.count(bank_entries.c.number)
    rows = db.execute(
        select(banks.c.name, banks.c.purpose, banks.c.owner, banks.c.at, count)
        .outerjoin(bank_entries, bank_entries.c.bank == banks.c.number)
        .group_by(banks.c.number, banks.c.name, banks.c.purpose, banks.c.owner, banks.c.at)
        .order_by(banks.c.name)
    )
    return [Bank(*row) for row in rows]


def list_entries(db: Connection, actor: Actor, name: str) -> list[BankEntry]:
    """In the order in which they were added. Raises NotFound."""
    bank = _number(db, name)
    audit.record(db, actor, "saw watch list", name)
    one = bank_entries.c
    rows = db.execute(
        select(one.number, one.kind, one.value, one.note, one.actor, one.at)
        .where(one.bank == bank)
        .order_by(one.number)
    )
    return [BankEntry(*row) for row in rows]


def get_entry(
    db: Connection, actor: Actor, name: str, number: int
) -> tuple[BankEntry, tuple[str, ...]]:
    """An entry and, for a picture, its turns. Raises NotFound."""
    one = bank_entries.c
    row = db.execute(
        select(one.number, one.kind, one.value, one.note, one.actor, one.at, one.turns)
        .where(one.bank == _number(db, name), one.number == number)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(f"no entry {number} on the watch list {name!r}")
    audit.record(db, actor, "saw watch list", name, {"entry": audit.sealed(row.kind, row.value)})
    return BankEntry(*row[:6]), tuple(row.turns or ())


def load_watch(db: Connection) -> Watch:
    """All lists, made ready to be asked."""
    one = bank_entries.c
    rows = db.execute(
        select(banks.c.name, banks.c.purpose, one.kind, one.value, one.turns)
        .join(bank_entries, one.bank == banks.c.number)
        .order_by(banks.c.name, one.number)
    )
    return Watch(
        Entry(name, purpose, kind, value, tuple(turns or ()))
        for name, purpose, kind, value, turns in rows
    )


def _number(db: Connection, name: str) -> int:
    found = db.execute(select(banks.c.number).where(banks.c.name == name)).scalar()
    if found is None:
        raise NotFound(f"no watch list {name!r}; lamplight watch list shows all")
    return int(found)


def _insert(db: Connection, actor: Actor, bank: int, entry: NewEntry, now: datetime) -> None:
    db.execute(
        insert(bank_entries).values(
            bank=bank,
            kind=entry.kind,
            value=entry.value,
            note=entry.note,
            turns=list(entry.turns) or None,
            actor=actor.name,
            at=now,
        )
    )
