"""Watch lists: made, filled and emptied by people, each change audited.

Connection, Actor, name, NewEntry -> add_entries -> how many are new
Connection -> load_watch -> Watch
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from lamplight.bank.match import VALUE_KINDS, Entry, Watch
from lamplight.errors import BadInput, NotFound
from lamplight.match.hamming import MATCH_BITS
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.bank_columns import BYTES
from lamplight.store.bank_log import count_change, log_change
from lamplight.store.tables import bank_entries, banks

SIGNS = ("positive", "negative")
ACTIONS = ("allow", "review", "hold")


@dataclass(frozen=True, slots=True)
class Bank:
    """A list: what it is for, who answers for it, how it counts, how much is on it.

    sign            "positive", or "negative": pictures that are known to match falsely
    radius_bits     0..31, within which pictures match
    action          what a match asks for: "allow", "review", "hold"
    source          where its entries come from; "": from people here
    retention_days  how long withdrawn entries are kept; None: for good
    withheld        whether pictures of ads that match are shown nowhere
    share           whether its entries may be given to others
    flood_matches   an entry that matches more often in a day is held; None: none is
    """

    name: str
    purpose: str
    owner: str
    at: datetime
    entries: int = 0
    sign: str = "positive"
    radius_bits: int = MATCH_BITS
    action: str = "review"
    source: str = ""
    retention_days: int | None = None
    withheld: bool = False
    share: bool = False
    flood_matches: int | None = None
    enabled: bool = True


_KEPT = tuple(name for name in Bank.__slots__ if name != "entries")
_ON_LIST = bank_entries.c.state != "withdrawn"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something to look for, in normal form; looks as in bank.known.Given."""

    kind: str
    value: str
    note: str = ""
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BankEntry:
    """Something known or looked for, who gave it, who put it there and when.

    state    one of bank_states.STATES
    quality  0..100 of a picture, None where it is not known
    source   who gave it; "": a person here
    """

    number: int
    kind: str
    value: str
    note: str
    actor: str
    at: datetime
    state: str = "active"
    quality: int | None = None
    source: str = ""
    labels: tuple[str, ...] = ()
    expires_at: datetime | None = None


def new_bank(db: Connection, actor: Actor, bank: Bank) -> None:
    """Raises BadInput where the name is taken, or something can't be."""
    _check(bank)
    if db.execute(select(banks.c.number).where(banks.c.name == bank.name)).first():
        raise BadInput(f"there is a bank or watch list {bank.name!r} already")
    kept = {name: getattr(bank, name) for name in _KEPT}
    number = db.execute(insert(banks).values(kept).returning(banks.c.number)).scalar_one()
    log_change(db, actor, number, "made bank", bank.at)
    audit.record(db, actor, "made bank", bank.name, {"purpose": bank.purpose})


def change_bank(db: Connection, actor: Actor, bank: Bank, now: datetime) -> None:
    """Give the bank of this name all that is said here; of `at` the old one stays. Raises
    BadInput, NotFound."""
    _check(bank)
    number, before = number_of(db, bank.name), get_bank(db, bank.name)
    change = log_change(db, actor, number, "changed bank", now)
    if bank.enabled > before.enabled or bank.radius_bits > before.radius_bits:
        count_change(db, change, before.entries)
    kept = {name: getattr(bank, name) for name in _KEPT if name not in ("name", "at")}
    db.execute(update(banks).where(banks.c.number == number).values(kept))
    audit.record(db, actor, "changed bank", bank.name, kept)


def rename_bank(db: Connection, actor: Actor, old: str, name: str, now: datetime) -> None:
    """Its entries stay. Raises NotFound, and BadInput where the name is taken."""
    number = number_of(db, old)
    if db.execute(select(banks.c.number).where(banks.c.name == name)).first():
        raise BadInput(f"there is a bank or watch list {name!r} already")
    log_change(db, actor, number, "changed bank", now)
    db.execute(update(banks).where(banks.c.number == number).values(name=name))
    audit.record(db, actor, "renamed bank", old, {"name": name})


def get_bank(db: Connection, name: str) -> Bank:
    """Raises NotFound."""
    row = db.execute(_all_banks().where(banks.c.number == number_of(db, name))).one()
    return Bank(**row._mapping)


def add_entries(
    db: Connection, actor: Actor, name: str, entries: Sequence[NewEntry], now: datetime
) -> int:
    """How many were not on the list before; a picture's looks are filled in where they were
    missing. Raises NotFound."""
    bank = number_of(db, name)
    change = log_change(db, actor, bank, "added", now)
    one = bank_entries.c
    turned = {  # of each value on the list, whether its looks are known
        (kind, value): looks is not None
        for kind, value, looks in db.execute(
            select(one.kind, one.value, one.looks).where(one.bank == bank, _ON_LIST)
        )
    }
    added = 0
    for entry in entries:
        key = entry.kind, entry.value
        if key in turned and (turned[key] or not entry.looks):
            continue
        _put(db, actor, (bank, change), entry, now)
        what = "changed bank" if key in turned else "added to bank"
        audit.record(db, actor, what, name, {"entry": audit.sealed(*key)})
        added += key not in turned
        turned[key] = bool(entry.looks)
    count_change(db, change, added)
    return added


def remove_entry(db: Connection, actor: Actor, name: str, kind: str, value: str) -> None:
    """A hash is withdrawn, so that indexes hear of it; anything else is gone. Raises NotFound where
    it is not on the list."""
    bank, one = number_of(db, name), bank_entries.c
    its = (one.bank == bank, one.kind == kind, one.value == value, _ON_LIST)
    if kind in BYTES:
        change = log_change(db, actor, bank, "withdrawn", datetime.now(UTC))
        found = db.execute(
            update(bank_entries).where(*its).values(state="withdrawn", change=change)
        )
        count_change(db, change, found.rowcount)
    else:
        found = db.execute(delete(bank_entries).where(*its))
    if not found.rowcount:
        raise NotFound(f"{kind} is not on the watch list {name!r}")
    details = {"entry": audit.sealed(kind, value)}
    audit.record(db, actor, "removed from bank", name, details)


def remove_bank(db: Connection, actor: Actor, name: str) -> None:
    """With all that is on it. Raises NotFound."""
    bank = number_of(db, name)
    log_change(db, actor, bank, "removed bank", datetime.now(UTC))
    db.execute(delete(banks).where(banks.c.number == bank))
    audit.record(db, actor, "removed bank", name)


def list_banks(db: Connection, actor: Actor) -> list[Bank]:
    """By name."""
    audit.record(db, actor, "saw banks", "banks")
    return [Bank(**row._mapping) for row in db.execute(_all_banks().order_by(banks.c.name))]


def list_entries(
    db: Connection, actor: Actor, name: str, limit: int | None = None
) -> list[BankEntry]:
    """In the order in which they were added, so many. Raises NotFound."""
    bank = number_of(db, name)
    audit.record(db, actor, "saw bank", name)
    one = bank_entries.c
    rows = db.execute(
        select(one.number, one.kind, one.value, one.note, one.actor, one.at)
        .where(one.bank == bank, _ON_LIST)
        .order_by(one.number)
        .limit(limit)
    )
    return [BankEntry(*row) for row in rows]


def get_entry(
    db: Connection, actor: Actor, name: str, number: int
) -> tuple[BankEntry, tuple[str, ...]]:
    """An entry and, for a picture, its looks. Raises NotFound."""
    one = bank_entries.c
    row = db.execute(
        select(one.number, one.kind, one.value, one.note, one.actor, one.at, one.looks)
        .where(one.bank == number_of(db, name), one.number == number, _ON_LIST)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(f"no entry {number} on the watch list {name!r}")
    audit.record(db, actor, "saw bank", name, {"entry": audit.sealed(row.kind, row.value)})
    return BankEntry(*row[:6]), tuple(row.looks or ())


def load_watch(db: Connection) -> Watch:
    """Values of all positive lists, made ready to be asked."""
    one = bank_entries.c
    rows = db.execute(
        select(banks.c.name, banks.c.purpose, one.kind, one.value)
        .join(bank_entries, one.bank == banks.c.number)
        .where(one.kind.in_(VALUE_KINDS), one.state == "active", banks.c.enabled)
        .where(banks.c.sign == "positive")
        .order_by(banks.c.name, one.number)
    )
    return Watch(Entry(*row) for row in rows)


_NUMBER = select(banks.c.number).where(banks.c.name == bindparam("name"))


def number_of(db: Connection, name: str) -> int:
    """Of a bank by its name. Raises NotFound."""
    found = db.execute(_NUMBER, {"name": name}).scalar()
    if found is None:
        raise NotFound(f"no bank or watch list {name!r}; lamplight bank list shows all")
    return int(found)


def entry_of(row: Row[*tuple[Any, ...]]) -> BankEntry:
    """From a row with all its columns."""
    return BankEntry(**dict(row._mapping) | {"labels": tuple(row.labels or ())})


def _check(bank: Bank) -> None:
    for field in ("name", "purpose", "owner"):
        if not getattr(bank, field).strip():
            raise BadInput(f"the {field} is missing")
    for field, allowed in (("sign", SIGNS), ("action", ACTIONS)):
        if getattr(bank, field) not in allowed:
            raise BadInput(f"{field} is {getattr(bank, field)!r}; want {' or '.join(allowed)}")
    if not 0 <= bank.radius_bits <= MATCH_BITS:
        raise BadInput(f"radius is {bank.radius_bits} bits, not 0..{MATCH_BITS}")
    for field in ("retention_days", "flood_matches"):
        if (getattr(bank, field) or 0) < 0:
            raise BadInput(f"{field} is {getattr(bank, field)}; want 0 or more")


def _all_banks() -> Select[Any]:
    on_list = select(func.count()).where(bank_entries.c.bank == banks.c.number, _ON_LIST)
    columns = [banks.c[name] for name in _KEPT]
    return select(*columns, on_list.scalar_subquery().label("entries"))


def _put(
    db: Connection, actor: Actor, where: tuple[int, int], entry: NewEntry, now: datetime
) -> None:
    """Insert an entry, or put it back with what is known of it now.

    where  number of the bank, and of the change that adds it
    """
    bank, change = where
    values = {
        "note": entry.note,
        "looks": list(entry.looks) or None,
        "actor": actor.name,
        "at": now,
        "state": "active",
        "source": "",
        "change": change,
    }
    key = {"bank": bank, "kind": entry.kind, "value": entry.value}
    one = [bank_entries.c[name] == value for name, value in key.items()]
    if not db.execute(update(bank_entries).where(*one).values(values)).rowcount:
        db.execute(insert(bank_entries).values(key | values))
