"""The active entries of a bank as they are given to others.

Connection, bank, kinds, now -> given_entries -> Given, streamed by kind in order of number
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from lamplight.bank.known import Frame, Given
from lamplight.store.bank_states import is_active
from lamplight.store.tables import bank_entries, bank_frames

_AT_ONCE = 10_000


def given_entries(
    db: Connection, bank: int, kinds: Sequence[str], now: datetime
) -> Iterator[Given]:
    """Of some kinds, one after the other; never what was withdrawn, is held or has ended."""
    for kind in kinds:
        yield from _of_kind(db, bank, kind, now)


def count_given(db: Connection, bank: int, now: datetime) -> dict[str, int]:
    """Active entries by kind."""
    one = bank_entries.c
    rows = db.execute(
        select(one.kind, func.count())
        .where(one.bank == bank, is_active(bank_entries, now))
        .group_by(one.kind)
    )
    return {kind: count for kind, count in rows}


def _of_kind(db: Connection, bank: int, kind: str, now: datetime) -> Iterator[Given]:
    one = bank_entries.c
    expires = type_coerce(one.expires_at, BigInteger).label("expires")
    columns = (one.number, one.value, one.quality, one.source, one.labels, one.note)
    rows = db.execute(
        select(*columns, expires, one.looks)
        .where(one.bank == bank, is_active(bank_entries, now), one.kind == kind)
        .order_by(one.number),
        execution_options={"yield_per": _AT_ONCE},
    )
    for number, value, quality, source, labels, note, ends, looks in rows:
        frames = _frames(db, number) if kind == "video" else ()
        said = (quality, source, tuple(labels or ()), note, ends, tuple(looks or ()))
        yield Given(kind, value, *said, frames)


def _frames(db: Connection, number: int) -> tuple[Frame, ...]:
    one = bank_frames.c
    rows = db.execute(
        select(one.pdq, one.quality).where(one.entry == number).order_by(one.position)
    )
    return tuple(Frame(*row) for row in rows)
