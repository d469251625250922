"""What programs written for HMA keep beside banks and entries: shares, contents, their own words.

Connection, bank -> ratios, set_ratio; Connection, entries -> contents_of, put_content
Connection, entries, moment -> hold_until; Connection, now -> release_due

A content is what one picture or video was banked as: one or more entries, named by the number of
the first. An entry that was banked in another way is a content of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Insert,
    Select,
    bindparam,
    case,
    func,
    select,
    union_all,
    update,
)

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.store.among import among
from lamplight.store.bank_entries import Chosen, change_state
from lamplight.store.bank_log import hold_log
from lamplight.store.bank_states import state_at
from lamplight.store.tables import bank_entries, bank_log, banks, hma_banks, hma_contents
from lamplight.store.upsert import upsert

HMA = Actor("hma")
"""Under whose name such programs are put down: HMA knows no others."""


@dataclass(frozen=True, slots=True)
class Content:
    """number of the first entry; entries by kind: number, value; the bank's name; own words."""

    number: int
    bank: str
    state: str
    note: str
    entries: tuple[tuple[int, str, str], ...]
    details: Mapping[str, Any]

    @property
    def numbers(self) -> list[int]:
        """Of its entries."""
        return [number for number, *_ in self.entries]


_RATIO = case((banks.c.enabled, func.coalesce(hma_banks.c.enabled_ratio, 1.0)), else_=0.0)
_OF_BANKS = select(banks.c.number, _RATIO).outerjoin(hma_banks, hma_banks.c.bank == banks.c.number)
_OF_BANK = _OF_BANKS.where(banks.c.name == bindparam("name"))


def ratios(db: Connection) -> dict[int, float]:
    """Of look-ups, how many each bank answers: 0..1, by number; switched off 0."""
    return {row[0]: row[1] for row in db.execute(_OF_BANKS)}


def ratio_of(db: Connection, name: str) -> float | None:
    """Of one bank; None where there is none of this name."""
    row = db.execute(_OF_BANK, {"name": name}).first()
    return None if row is None else float(row[1])


def set_ratio(db: Connection, bank: int, ratio: float) -> None:
    """Of look-ups, how many a bank answers: 0..1."""
    statement = upsert(db.dialect.name, hma_banks).values(bank=bank, enabled_ratio=ratio)
    db.execute(
        statement.on_conflict_do_update(
            index_elements=["bank"], set_={"enabled_ratio": statement.excluded.enabled_ratio}
        )
    )


def contents_of(db: Connection, entries: Sequence[int]) -> dict[int, int]:
    """The content of each of these entries that is not its own."""
    one = hma_contents.c
    rows = db.execute(
        select(one.entry, one.content).where(among(db, one.entry, entries), one.content > 0)
    )
    return {row[0]: row[1] for row in rows}


_SIBLING = select(hma_contents.c.entry).where(hma_contents.c.content > 0).limit(1)


def has_siblings(db: Connection) -> bool:
    """Whether any content has several entries."""
    return db.execute(_SIBLING).first() is not None


def put_content(db: Connection, entries: Sequence[int], details: Mapping[str, Any]) -> int:
    """The number of the content that these entries now are."""
    content = entries[0]
    rows: list[dict[str, Any]] = [
        {"entry": entry, "content": 0 if entry == content else content, "details": None}
        for entry in entries
    ]
    rows[0]["details"] = details
    db.execute(_putting(db.dialect.name), rows)
    return content


@cache
def _putting(dialect: str) -> Insert:
    statement = upsert(dialect, hma_contents)
    new = {name: statement.excluded[name] for name in ("content", "details")}
    return statement.on_conflict_do_update(index_elements=["entry"], set_=new)


def put_note(db: Connection, entries: Sequence[int], note: str) -> None:
    """In place of the note before."""
    ours = among(db, bank_entries.c.number, entries)
    db.execute(update(bank_entries).where(ours).values(note=note))


def details_of(db: Connection, content: int) -> Mapping[str, Any]:
    """A content's own words; none where it is not put down as one."""
    return db.execute(_DETAILS, {"content": content}).scalar() or {}


def hold_until(db: Connection, entries: Sequence[int], until: datetime | None) -> None:
    """When these come back by themselves; None: they don't."""
    ours = among(db, hma_contents.c.entry, entries)
    db.execute(update(hma_contents).where(ours).values(until=until))


def any_due(db: Connection, now: datetime) -> bool:
    """Whether something that was held till now is to come back."""
    return db.execute(select(hma_contents.c.entry).where(_due(now)).limit(1)).first() is not None


def release_due(db: Connection, now: datetime) -> int:
    """What was held till now matches again, unless it was held by somebody else since; gives back
    how much."""
    hold_log(db)
    one, more = bank_entries.c, hma_contents.c
    rows = db.execute(
        select(banks.c.name, one.number)
        .join(bank_entries, one.number == more.entry)
        .join(banks, banks.c.number == one.bank)
        .join(bank_log, bank_log.c.number == one.change)
        .where(_due(now), one.state == "quarantined", bank_log.c.actor == HMA.name)
        .order_by(banks.c.name, one.number)
    ).all()
    for name, some in groupby(rows, key=lambda row: row[0]):
        numbers = [number for _, number in some]
        change_state(db, HMA, "released", Chosen(name, numbers), now)
    db.execute(update(hma_contents).where(_due(now)).values(until=None))
    return len(rows)


def _due(now: datetime) -> ColumnElement[bool]:
    return hma_contents.c.until <= now


def get_content(db: Connection, number: int, now: datetime) -> Content:
    """Raises NotFound where there is none, or it was withdrawn."""
    rows = db.execute(_CONTENT, {"content": number, "now": now}).all()
    if not rows:
        raise NotFound(f"content '{number}' not found")
    entries = tuple((row.number, row.kind, row.value) for row in rows)
    first = rows[0]
    return Content(number, first.name, first.state, first.note, entries, details_of(db, number))


def _content() -> Select[Any]:
    one, more = bank_entries.c, hma_contents.c
    number: BindParameter[int] = bindparam("content", type_=BigInteger)
    state = state_at(bindparam("now"))
    # one list: for an "or" PostgreSQL reads every entry
    its = union_all(select(number), select(more.entry).where(more.content == number))
    return (
        select(one.number, one.kind, one.value, state.label("state"), one.note, banks.c.name)
        .join(banks, banks.c.number == one.bank)
        .where(one.number.in_(its), one.state != "withdrawn")
        .order_by(one.number)
    )


_CONTENT = _content()
_DETAILS = select(hma_contents.c.details).where(hma_contents.c.entry == bindparam("content"))
