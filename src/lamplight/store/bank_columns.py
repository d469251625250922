"""Entries of banks as columns, for an index of known hashes to be built from and to catch up with.

Connection -> bank_settings -> how each bank counts
Connection, position -> entries_since -> KnownEntries of one kind, some at once

To catch up from a position, in one `reading` transaction: `changes_since(position)`; drop what is
held of every bank that was "removed bank", and of one "purged" with upto > position, and read the
latter again with `entries_since(db, 0, bank)`; then `entries_since(db, position)`, where each entry
takes the place of what is held under its number; `log_position` is the new position. Banks' and
entries' numbers never come twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

import numpy as np
from sqlalchemy import (
    BigInteger,
    Connection,
    LargeBinary,
    Row,
    Select,
    bindparam,
    select,
    type_coerce,
)

from lamplight.arrays import I64, U8, Bool
from lamplight.store.among import among
from lamplight.store.tables import bank_entries, bank_frames, banks

HashKind = Literal["picture", "sha256", "sha1", "md5", "video"]

BYTES: dict[HashKind, int] = {"picture": 32, "sha256": 32, "sha1": 20, "md5": 16, "video": 0}
"""Of an entry's value: a picture's is a PDQ hash, a video has frames alone."""

NEVER = np.iinfo(np.int64).max
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class BankSettings:
    """How a bank counts; sign "positive" or "negative", action "allow", "review" or "hold"."""

    number: int
    name: str
    purpose: str
    sign: str
    radius_bits: int
    action: str
    withheld: bool
    enabled: bool


@dataclass(frozen=True, slots=True, eq=False)
class KnownEntries:
    """n entries of one kind, in order of number, with m further hashes of them.

    kind     "picture" (PDQ), "sha256", "sha1", "md5", "video"
    number   I64[n]
    bank     I64[n] numbers
    active   Bool[n] False: quarantined or withdrawn, must not match
    expires  I64[n] microseconds since 1970 from which on it must not match; NEVER
    value    U8[n, BYTES[kind]]
    row      I64[m] row of the entry that a further hash is of, rising
    hashes   U8[m, 32] all looks of a picture, its value the first; the frames of a video, in order
    quality  I64[m] 0..100 of each frame; of looks -1
    """

    kind: HashKind
    number: I64
    bank: I64
    active: Bool
    expires: I64
    value: U8
    row: I64
    hashes: U8
    quality: I64

    def __len__(self) -> int:
        return len(self.number)


_SETTINGS = select(*(banks.c[name] for name in BankSettings.__slots__)).order_by(banks.c.number)


def bank_settings(db: Connection) -> list[BankSettings]:
    """Of all banks, by number."""
    return [BankSettings(*row) for row in db.execute(_SETTINGS)]


def entries_since(db: Connection, position: int, bank: int | None = None) -> Iterator[KnownEntries]:
    """Entries in whatever state that were changed after a position of the log; all from 0 on.

    bank  only those of this bank
    """
    asked = {"position": position, "of_bank": bank}
    yield from _batches(db, _changed(after=position > 0, of_bank=bank is not None), asked)


@cache
def _changed(*, after: bool, of_bank: bool) -> Select[Any]:
    """Of all, in the order in which they lie; of some, by the index of changes. SQLite would rather
    read every entry by kind, or by number so as not to sort the few: neither is offered to it."""
    one = bank_entries.c
    expires = type_coerce(one.expires_at, BigInteger).label("expires")
    entries = select(one.number, one.bank, one.kind, one.value, one.state, expires, one.looks)
    entries = entries.where(one.kind.concat("").in_(BYTES))
    if after:
        entries = entries.where(one.change > bindparam("position")).order_by(one.number + 0)
    else:
        entries = entries.order_by(one.number)
    return entries.where(one.bank == bindparam("of_bank")) if of_bank else entries


def _batches(
    db: Connection, entries: Select[Any], asked: Mapping[str, int | None]
) -> Iterator[KnownEntries]:
    rows = db.execute(entries, asked, execution_options={"yield_per": _AT_ONCE})
    for part in rows.partitions():
        for kind in BYTES:
            if found := [row for row in part if row.kind == kind]:
                yield _columns(db, kind, found)


def _columns(db: Connection, kind: HashKind, rows: list[Row[Any]]) -> KnownEntries:
    number, bank, _, values, states, expires, looks = zip(*rows, strict=True)
    numbers = np.array(number, np.int64)
    raw = b"" if kind == "video" else bytes.fromhex("".join(values))
    if kind == "video":
        row, hashes, quality = _frames(db, numbers)
    else:
        row, hashes, quality = _looks(looks)
    return KnownEntries(
        kind,
        numbers,
        np.array(bank, np.int64),
        np.array([state == "active" for state in states]),
        np.array([NEVER if at is None else at for at in expires], np.int64),
        np.frombuffer(raw, np.uint8).reshape(len(rows), BYTES[kind]),
        row,
        hashes,
        quality,
    )


def _looks(looks: tuple[list[str] | None, ...]) -> tuple[I64, U8, I64]:
    at = [row for row, some in enumerate(looks) for _ in some or ()]
    raw = bytes.fromhex("".join("".join(some) for some in looks if some))
    hashes = np.frombuffer(raw, np.uint8).reshape(-1, BYTES["picture"])
    return np.array(at, np.int64), hashes, np.full(len(at), -1)


def _frames(db: Connection, numbers: I64) -> tuple[I64, U8, I64]:
    one = bank_frames.c
    found = db.execute(
        select(one.entry, type_coerce(one.pdq, LargeBinary), one.quality)
        .where(among(db, one.entry, cast("list[int]", numbers.tolist())))
        .order_by(one.entry, one.position)
    ).all()
    entry = np.array([row[0] for row in found], np.int64)
    raw = b"".join(row[1] for row in found)
    hashes = np.frombuffer(raw, np.uint8).reshape(-1, BYTES["picture"])
    return np.searchsorted(numbers, entry), hashes, np.array([row[2] for row in found], np.int64)
