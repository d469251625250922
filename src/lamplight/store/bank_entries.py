"""Entries of banks as people see and change them: their state, and what each source says of them.

Connection, Actor, Step, Chosen -> change_state -> how many; each step has one that undoes it
Connection, Actor, bank, now -> list_entries, count_entries, get_entry; names -> numbers_of
Connection, Actor, bank, number -> set_opinion, drop_opinion, opinions_of
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Update,
    bindparam,
    delete,
    func,
    select,
    update,
)

from lamplight.bank.known import KNOWN_KINDS
from lamplight.bank.match import VALUE_KINDS
from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.among import among, among_named
from lamplight.store.bank_intake import put_opinions
from lamplight.store.bank_log import count_change, hold_log, log_change
from lamplight.store.bank_states import STATES, state_at
from lamplight.store.banks import BankEntry, entry_of, number_of
from lamplight.store.tables import bank_entries, bank_matches, bank_opinions

Step = Literal["withdrawn", "restored", "quarantined", "released"]
OPINIONS = ("positive", "negative", "seen")
MOST_NAMED = 1_000
"""Entries that one audit row names; of more it says how many."""

_FROM_TO: Mapping[Step, tuple[tuple[str, ...], str]] = {
    "withdrawn": (("active", "quarantined", "expired"), "withdrawn"),
    "restored": (("withdrawn", "expired"), "active"),
    "quarantined": (("active",), "quarantined"),
    "released": (("quarantined",), "active"),
}
_COLUMNS = tuple(bank_entries.c[name] for name in BankEntry.__slots__ if name != "state")


@dataclass(frozen=True, slots=True)
class SourceOpinion:
    """What one source says of an entry; the note is a person's here."""

    source: str
    opinion: str
    at: datetime
    actor: str
    note: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to list: of a state (None: all but withdrawn), after a number, so many."""

    state: str | None = None
    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Entries of one bank, by their numbers."""

    bank: str
    numbers: Sequence[int]


def list_entries(
    db: Connection, actor: Actor, name: str, wanted: Wanted, now: datetime
) -> list[BankEntry]:
    """In the order in which they came. Raises NotFound."""
    one, stands = bank_entries.c, state_at(now)
    state = stands == wanted.state if wanted.state else one.state != "withdrawn"
    rows = db.execute(
        select(*_COLUMNS, stands.label("state"))
        .where(one.bank == number_of(db, name), state, one.number > wanted.after)
        .order_by(one.number)
        .limit(wanted.limit)
    ).all()
    audit.record(db, actor, "saw bank", name, {"entries": len(rows)})
    return [entry_of(row) for row in rows]


def count_entries(db: Connection, name: str, now: datetime) -> dict[str, int]:
    """By state. Raises NotFound."""
    state = state_at(now).label("state")
    ours = bank_entries.c.bank == number_of(db, name)
    rows = db.execute(select(state, func.count()).where(ours).group_by(state))
    found = {state: count for state, count in rows}
    return {state: found.get(state, 0) for state in STATES}


def get_entry(db: Connection, actor: Actor, name: str, number: int, now: datetime) -> BankEntry:
    """In whatever state. Raises NotFound."""
    row = _row(db, name, number, (*_COLUMNS, state_at(now).label("state")))
    audit.record(db, actor, "saw bank", name, {"entry": audit.sealed(row.kind, row.value)})
    return entry_of(row)


_KINDS = (*KNOWN_KINDS, *VALUE_KINDS)


def numbers_of(db: Connection, name: str, values: Sequence[tuple[str | None, str]]) -> list[int]:
    """Of entries named by kind (None: whichever it is) and value, in order. Raises NotFound."""
    bank, one = number_of(db, name), bank_entries.c
    among_them = among(db, one.value, [value for _, value in values])
    kinds = {kind for kind, _ in values}
    # by name even where it may be any, so that the index by kind and value serves
    of_kinds = one.kind.in_(_KINDS if None in kinds else sorted(filter(None, kinds)))
    rows = db.execute(
        select(one.value, one.kind, one.number).where(one.bank == bank, of_kinds, among_them)
    ).all()
    found = []
    for place, (kind, value) in enumerate(values, 1):
        numbers = [it.number for it in rows if it.value == value and kind in (None, it.kind)]
        if not numbers:
            raise NotFound(f"value {place} is not in the bank {name!r}")
        found += numbers
    return found


def change_state(db: Connection, actor: Actor, step: Step, chosen: Chosen, now: datetime) -> int:
    """How many entries changed; those that are already so stay. What is restored has no end any
    more, where it had come. Raises NotFound."""
    bank = number_of(db, chosen.bank)
    hold_log(db)
    ours = {"of_bank": bank, "numbers": chosen.numbers, "now": now}
    found = db.execute(_of_numbers(db.dialect.name), ours).all()
    if missing := set(chosen.numbers) - {row.number for row in found}:
        raise NotFound(f"no entry {min(missing)} in the bank {chosen.bank!r}")
    changing = [row for row in found if row.state in _FROM_TO[step][0]]
    if changing:
        change = log_change(db, actor, bank, step, now)
        count_change(db, change, move(db, step, change, [row.number for row in changing]))
        if step == "restored":
            _drop_ends(db, [row.number for row in changing], now)
        audit.record(
            db,
            actor,
            f"{step} in bank",
            chosen.bank,
            _named([(row.kind, row.value) for row in changing]),
        )
    return len(changing)


def move(db: Connection, step: Step, change: int, numbers: Sequence[int]) -> int:
    """Make a change that is logged; gives back how many entries it was of. What is released is
    counted anew."""
    values = {"to": _FROM_TO[step][1], "by": change, "numbers": numbers}
    db.execute(_moving(db.dialect.name), values)
    if step == "released":
        db.execute(delete(bank_matches).where(among(db, bank_matches.c.entry, numbers)))
    return len(numbers)


@cache
def _of_numbers(dialect: str) -> Select[Any]:
    one = bank_entries.c
    state = state_at(bindparam("now")).label("state")
    return select(one.number, one.kind, one.value, state).where(
        one.bank == bindparam("of_bank"), among_named(dialect, one.number, "numbers")
    )


def _drop_ends(db: Connection, numbers: Sequence[int], now: datetime) -> None:
    one = bank_entries.c
    ended = (among(db, one.number, numbers), one.expires_at <= now)
    db.execute(update(bank_entries).where(*ended).values(expires_at=None))


@cache
def _moving(dialect: str) -> Update:
    moved = update(bank_entries).where(among_named(dialect, bank_entries.c.number, "numbers"))
    return moved.values(state=bindparam("to"), change=bindparam("by"))


def set_opinion(
    db: Connection, actor: Actor, name: str, number: int, opinion: SourceOpinion
) -> None:
    """A source's newest opinion takes the older's place; others' stay. Raises NotFound."""
    sealed = _sealed(db, name, number)
    row = {name: getattr(opinion, name) for name in SourceOpinion.__slots__}
    put_opinions(db, [{"entry": number, **row}])
    details = {"entry": sealed, "opinion": opinion.opinion}
    audit.record(db, actor, "gave opinion", name, details)


def drop_opinion(db: Connection, actor: Actor, name: str, number: int, source: str) -> None:
    """Take a source's opinion back. Raises NotFound."""
    sealed = _sealed(db, name, number)
    one = bank_opinions.c
    gone = db.execute(delete(bank_opinions).where(one.entry == number, one.source == source))
    if not gone.rowcount:
        raise NotFound(f"{source!r} has no opinion of entry {number}")
    details = {"entry": sealed}
    audit.record(db, actor, "took opinion back", name, details)


def opinions_of(db: Connection, number: int) -> list[SourceOpinion]:
    """By source."""
    columns = [bank_opinions.c[name] for name in SourceOpinion.__slots__]
    rows = db.execute(
        select(*columns).where(bank_opinions.c.entry == number).order_by(bank_opinions.c.source)
    )
    return [SourceOpinion(*row) for row in rows]


def _sealed(db: Connection, name: str, number: int) -> str:
    row = _row(db, name, number, (bank_entries.c.kind, bank_entries.c.value))
    return audit.sealed(row.kind, row.value)


def _row(db: Connection, name: str, number: int, columns: Sequence[ColumnElement[Any]]) -> Row[Any]:
    """Of an entry by its number. Raises NotFound."""
    one = bank_entries.c
    its = (one.bank == number_of(db, name), one.number == number)
    row = db.execute(select(*columns).where(*its)).first()
    if row is None:
        raise NotFound(f"no entry {number} in the bank {name!r}")
    return row


def _named(keys: Sequence[tuple[str, str]]) -> dict[str, object]:
    if len(keys) > MOST_NAMED:
        return {"count": len(keys)}
    return {"entries": [audit.sealed(*key) for key in keys]}
