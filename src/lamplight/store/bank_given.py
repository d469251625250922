"""The active entries of a bank as they are given to others.

Connection, bank, kinds -> given_entries -> Given, streamed in order of number
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from lamplight.bank.known import Frame, Given
from lamplight.store.tables import bank_entries, bank_frames

_AT_ONCE = 10_000


def given_entries(db: Connection, bank: int, kinds: Sequence[str]) -> Iterator[Given]:
    """Of some kinds; never what was withdrawn or is held."""
    one = bank_entries.c
    expires = type_coerce(one.expires_at, BigInteger).label("expires")
    columns = (one.number, one.kind, one.value, one.quality, one.source, one.labels, one.note)
    rows = db.execute(
        select(*columns, expires, one.looks)
        .where(one.bank == bank, one.state == "active", one.kind.in_(kinds))
        .order_by(one.number),
        execution_options={"yield_per": _AT_ONCE},
    )
    for number, kind, value, quality, source, labels, note, ends, looks in rows:
        frames = _frames(db, number) if kind == "video" else ()
        said = (quality, source, tuple(labels or ()), note, ends, tuple(looks or ()))
        yield Given(kind, value, *said, frames)


def count_given(db: Connection, bank: int) -> dict[str, int]:
    """Active entries by kind."""
    one = bank_entries.c
    rows = db.execute(
        select(one.kind, func.count())
        .where(one.bank == bank, one.state == "active")
        .group_by(one.kind)
    )
    return {kind: count for kind, count in rows}


def _frames(db: Connection, number: int) -> tuple[Frame, ...]:
    one = bank_frames.c
    rows = db.execute(
        select(one.pdq, one.quality).where(one.entry == number).order_by(one.position)
    )
    return tuple(Frame(*row) for row in rows)
