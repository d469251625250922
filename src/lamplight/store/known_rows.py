"""What banks hold, from the database into what is known.

Connection -> read_entries -> Entries; Connection, Known -> caught_up -> the next Known

Frames of videos below quality 50 are left out, as vPDQ has it; of an entry's hashes that are equal
one counts. Pictures are taken whatever their quality: who hashed them knew it, and an entry that
matches much is held by its bank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from sqlalchemy import Connection

from lamplight.arrays import I64, U8, Bool
from lamplight.bank.match import LEAST_QUALITY
from lamplight.match.known import Known, changed, with_banks
from lamplight.match.part import (
    NO_PAIRS,
    PICTURE,
    WIDTHS,
    Entries,
    Radii,
    Rows,
    distinct,
    no_frames,
)
from lamplight.store.bank_columns import NEVER, BankSettings, KnownEntries, entries_since
from lamplight.store.bank_log import changes_since

_VIDEO = "video"


def radii_of(banks: Iterable[BankSettings]) -> Radii:
    """Of each bank, -1 where it is switched off."""
    return {bank.number: bank.radius_bits if bank.enabled else -1 for bank in banks}


def read_entries(db: Connection) -> list[Entries]:
    """All that is on banks now."""
    return [entries_of(some) for some in entries_since(db, 0)]


def caught_up(db: Connection, known: Known, radii: Radii) -> Known:
    """The same, as of the newest change that this transaction sees."""
    log = changes_since(db, known.position)
    if not log:
        return known
    again = {
        change.bank
        for change in log
        if change.what == "purged" and change.upto is not None and change.upto > known.position
    } & radii.keys()
    removed = {change.bank for change in log if change.what == "removed bank"}
    found = [
        _others(some, again) for some in entries_since(db, known.position)
    ] + [some for bank in sorted(again) for some in entries_since(db, 0, bank)]  # fmt: skip
    numbers = [some.number for some in found]
    entries = joined([entries_of(some) for some in found])
    known = with_banks(known, radii, [*removed, *again])
    return changed(known, distinct(_concatenated(numbers)), entries, log[-1].number)


def entries_of(found: KnownEntries) -> Entries:
    """Those that match, by what they are known by."""
    ends = found.active & (found.expires != NEVER)
    rows, videos = (
        (_hashes(found) if found.kind in (PICTURE, _VIDEO) else _digests(found)),
        NO_PAIRS,
    )
    if found.kind == _VIDEO:
        number, frames = np.unique(rows.entry, return_counts=True)
        videos = np.stack([number, frames])
    kind = PICTURE if found.kind == _VIDEO else found.kind
    return Entries({kind: rows}, videos, np.stack([found.number[ends], found.expires[ends]]))


def joined(some: Sequence[Entries]) -> Entries:
    """All of them as one."""
    rows = {}
    for kind, width in WIDTHS.items():
        none = Rows(np.empty((0, width), np.uint8), NO_PAIRS[0], NO_PAIRS[1], no_frames(0))
        its = [none, *(one.rows[kind] for one in some if kind in one.rows)]
        rows[kind] = Rows(*map(np.concatenate, zip(*its, strict=True)))
    videos = np.concatenate([NO_PAIRS, *(one.videos for one in some)], axis=1)
    ends = np.concatenate([NO_PAIRS, *(one.ends for one in some)], axis=1)
    return Entries(rows, videos, ends)


def _digests(found: KnownEntries) -> Rows:
    values = found.value[found.active]
    numbers = found.number[found.active]
    return Rows(values, numbers, found.bank[found.active], no_frames(len(values)))


def _hashes(found: KnownEntries) -> Rows:
    """Of a picture all looks, where they are known, else its value; of a video its frames."""
    good = found.active[found.row]
    if found.kind == _VIDEO:
        good &= found.quality >= LEAST_QUALITY
    alone = found.active.copy()
    alone[found.row] = False
    alone &= found.kind == PICTURE
    lone = np.flatnonzero(alone)
    row = np.concatenate([lone, found.row[good]])
    frame = no_frames(len(row))
    if found.kind == _VIDEO:
        begin = np.searchsorted(found.row, found.row)
        frame[len(lone) :] = (np.arange(len(found.row)) - begin)[good]
    values = found.hashes[good]
    if alone.any():
        values = np.concatenate([found.value[alone], values])
    if len(values) > len(lone):
        once = _once(values, row)
        values, row, frame = values[once], row[once], frame[once]
    return Rows(values, found.number[row], found.bank[row], frame)


def _once(values: U8, row: I64) -> I64:
    """Places of the first of each hash of a row."""
    keys = np.concatenate([row.astype(">u8").view(np.uint8).reshape(-1, 8), values], axis=1)
    whole = np.ascontiguousarray(keys).view(f"V{keys.shape[1]}").ravel()
    first: I64 = np.unique(whole, return_index=True)[1]
    return first


def _others(found: KnownEntries, banks: set[int]) -> KnownEntries:
    """Without those of some banks."""
    if not banks:
        return found
    left: Bool = ~np.isin(found.bank, list(banks))
    place = np.cumsum(left) - 1
    kept = left[found.row]
    return replace(
        found,
        **{name: getattr(found, name)[left] for name in _OF_ENTRIES},
        **{name: getattr(found, name)[kept] for name in ("hashes", "quality")},
        row=place[found.row[kept]],
    )


_OF_ENTRIES = ("number", "bank", "active", "expires", "value")


def _concatenated(numbers: Sequence[I64]) -> I64:
    return np.concatenate([np.empty(0, np.int64), *numbers])
