"""What a partner says, taken into its bank: records whole, with all they took the place of.

Connection, Taking, Page -> take_page -> TakenIn; -> forget_records

An entry stands as long as a record of its partner holds it. One that none holds any more is
withdrawn, unless somebody else gave it too; it comes back when the partner says it again, unless
it was somebody else who withdrew it. Each source's opinion goes with the records that tell it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from lamplight.errors import Busy
from lamplight.exchange.partner import Page, Record
from lamplight.model import Actor
from lamplight.store.among import among
from lamplight.store.bank_entries import move
from lamplight.store.bank_intake import Into, TakenIn, numbers_by_key, put_opinions, take_in
from lamplight.store.bank_log import count_change, hold_log, log_change
from lamplight.store.bulk import insert_rows
from lamplight.store.tables import (
    bank_entries,
    bank_log,
    bank_opinions,
    exchange_records,
    exchanges,
)
from lamplight.store.types import moment

ANEW: Mapping[str, Any] = {"checkpoint": None, "sweeping": True}
LEASE = timedelta(minutes=3)
_LATEST_S = 10**11
_REASONS = 20
_AT_ONCE = 10_000
_RANK = {"seen": 0, "negative": 1, "positive": 2}

Said = dict[str, str]
"""Opinions by source."""


@dataclass(frozen=True, slots=True)
class Taking:
    """bank: number; api: the partner's name; round: how often it was read anew."""

    bank: int
    api: str
    round: int
    now: datetime

    @property
    def actor(self) -> Actor:
        """Under whose name what the partner says is put down."""
        return Actor(f"exchange {self.api}")


class _Entry(NamedTuple):
    number: int
    state: str
    source: str
    actor: str
    withdrawn_by: str


def take_page(db: Connection, taking: Taking, holder: str, before: object, page: Page) -> TakenIn:
    """Records and checkpoint in one. Raises Busy where another took a page since.

    before  the checkpoint with which the page was asked for
    """
    hold_log(db)
    one = exchanges.c
    row = db.execute(
        select(one.checkpoint, one.round, one.holder, one.sweeping, one.reasons)
        .where(one.bank == taking.bank)
        .with_for_update()
    ).first()
    if row is None or (row.checkpoint, row.round, row.holder) != (before, taking.round, holder):
        raise Busy("the exchange was changed, or is fetched by another")
    taken = take_records(db, taking, page.records)
    if page.done and row.sweeping:
        dropped = _drop(db, taking, exchange_records.c.round < taking.round)
        taken = replace(taken, withdrawn=taken.withdrawn + dropped)
    values = {
        "checkpoint": page.checkpoint,
        "heard_at": taking.now,
        "held_until": taking.now + LEASE,
        "sweeping": row.sweeping and not page.done,
        "records": one.records + len(page.records) + len(page.faults) + page.left_out,
        "set_aside": one.set_aside + len(page.faults),
        "left_out": one.left_out + page.left_out,
        "reasons": [*page.faults, *row.reasons][:_REASONS],
    }
    if page.upto is not None and 0 <= page.upto < _LATEST_S:
        values["upto"] = moment(page.upto * 1_000_000)
    db.execute(update(exchanges).where(one.bank == taking.bank).values(values))
    return taken


def take_records(db: Connection, taking: Taking, records: Sequence[Record]) -> TakenIn:
    """Of a key given twice the last counts; the same again changes nothing."""
    newest = {one.key: one.given for one in records}
    given = [it for said in newest.values() for it in said]
    taken = take_in(db, Into(taking.bank, taking.actor, taking.now), given)
    numbers = numbers_by_key(db, taking.bank, {(it.kind, it.value) for it in given})
    one = exchange_records.c
    ours = (one.bank == taking.bank, among(db, one.key, sorted(newest)))
    touched = set(db.execute(select(one.entry).where(*ours)).scalars())
    db.execute(delete(exchange_records).where(*ours))
    rows: dict[tuple[str, int], Said] = {}
    for key, said in newest.items():
        for it in said:
            if entry := numbers.get((it.kind, it.value)):
                _say(rows.setdefault((key, entry), {}), it.source, it.opinion)
    columns = ("bank", "key", "entry", "said", "round")
    new = ((taking.bank, *names, said, taking.round) for names, said in rows.items())
    insert_rows(db, exchange_records, columns, new)
    back, gone = _settle(db, taking, sorted(touched | {entry for _, entry in rows}))
    return replace(taken, restored=back, withdrawn=gone, left_out=max(taken.left_out - back, 0))


def forget_records(db: Connection, taking: Taking) -> int:
    """All of a partner's; gives back how many entries were withdrawn with them."""
    hold_log(db)
    return _drop(db, taking, exchange_records.c.round <= taking.round)


def _drop(db: Connection, taking: Taking, which: Any) -> int:
    one = exchange_records.c
    ours = (one.bank == taking.bank, which)
    touched = sorted(set(db.execute(select(one.entry).where(*ours)).scalars()))
    db.execute(delete(exchange_records).where(*ours))
    return _settle(db, taking, touched)[1]


def _settle(db: Connection, taking: Taking, numbers: Sequence[int]) -> tuple[int, int]:
    """Make entries and opinions what records say now; how many came back, and were withdrawn."""
    back = gone = 0
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        said = _said(db, some)
        entries = _entries(db, some)
        others = _meant_by_others(db, taking, some)
        held = {it.number for it in entries if said.get(it.number, {}).get(taking.api)}
        coming = [
            it.number
            for it in entries
            if it.number in held
            and it.state == "withdrawn"
            and it.withdrawn_by == taking.actor.name
        ]
        going = [
            it.number
            for it in entries
            if it.number not in held | others
            and it.state != "withdrawn"
            and it.actor == taking.actor.name
        ]
        back += _move(db, taking, "restored", coming)
        gone += _move(db, taking, "withdrawn", going)
        _put_opinions(db, taking, entries, said)
    return back, gone


def _move(db: Connection, taking: Taking, step: Any, numbers: Sequence[int]) -> int:
    if numbers:
        change = log_change(db, taking.actor, taking.bank, step, taking.now)
        count_change(db, change, move(db, step, change, numbers))
    return len(numbers)


def _said(db: Connection, numbers: Sequence[int]) -> dict[int, Said]:
    """By entry, of all records together: of one source the most that any of them tells."""
    one = exchange_records.c
    found: dict[int, Said] = {}
    for entry, said in db.execute(select(one.entry, one.said).where(among(db, one.entry, numbers))):
        for source, opinion in said.items():
            _say(found.setdefault(entry, {}), source, opinion)
    return found


def _say(said: Said, source: str, opinion: str) -> None:
    if source not in said or _RANK[opinion] > _RANK[said[source]]:
        said[source] = opinion


def _entries(db: Connection, numbers: Sequence[int]) -> list[_Entry]:
    one = bank_entries.c
    rows = db.execute(
        select(one.number, one.state, one.source, one.actor, bank_log.c.actor, bank_log.c.what)
        .outerjoin(bank_log, bank_log.c.number == one.change)
        .where(among(db, one.number, numbers))
    )
    return [_Entry(*row[:4], row[4] if row[5] == "withdrawn" else "") for row in rows]


def _meant_by_others(db: Connection, taking: Taking, numbers: Sequence[int]) -> set[int]:
    """Entries that somebody else than the partner calls positive."""
    one = bank_opinions.c
    rows = db.execute(
        select(one.entry).where(
            among(db, one.entry, numbers),
            one.opinion == "positive",
            one.actor != taking.actor.name,
        )
    )
    return set(rows.scalars())


def _put_opinions(
    db: Connection, taking: Taking, entries: Sequence[_Entry], said: Mapping[int, Said]
) -> None:
    """Those of the partner's sources, and no others of theirs; the entry's own stands unsaid."""
    one = bank_opinions.c
    wanted = {
        (entry.number, source): opinion
        for entry in entries
        for source, opinion in said.get(entry.number, {}).items()
        if (source, opinion) != (entry.source, "positive")
    }
    rows = db.execute(
        select(one.entry, one.source, one.opinion).where(
            among(db, one.entry, [it.number for it in entries]), one.actor == taking.actor.name
        )
    )
    there = {(entry, source): opinion for entry, source, opinion in rows}
    stale = there.keys() - wanted.keys()
    for source in {source for _, source in stale}:
        theirs = sorted(entry for entry, other in stale if other == source)
        db.execute(delete(bank_opinions).where(one.source == source, among(db, one.entry, theirs)))
    shape = {"at": taking.now, "actor": taking.actor.name, "note": ""}
    put_opinions(
        db,
        [
            {"entry": entry, "source": source, "opinion": opinion, **shape}
            for (entry, source), opinion in wanted.items()
            if there.get((entry, source)) != opinion
        ],
    )
