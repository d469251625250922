"""A part of all that is known: entries of banks, their hashes ready to be asked, and who is gone.

Entries -> part_of -> Part; arrays of a file -> mapped_part -> Part
Part -> entries_left -> Entries

Pictures and frames of videos are in one index; digests have a table a kind. The rows of a part
never change: an entry that is gone is put down as dead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from lamplight import _native
from lamplight.arrays import I32, I64, U8, U32, Bool
from lamplight.match import digests, index
from lamplight.match.digests import DIGEST_BYTES, DigestTable
from lamplight.match.hamming import HASH_BYTES
from lamplight.match.index import HashIndex
from lamplight.match.wanted import NONE_DEAD, Allocate, in_memory

PICTURE = "picture"
WIDTHS = {PICTURE: HASH_BYTES, **DIGEST_BYTES}
Table = HashIndex | DigestTable
Radii = Mapping[int, int]
"""Number of a bank -> bits within which it matches; -1: it doesn't."""

NO_FRAME = -1
NO_PAIRS: I64 = np.empty((2, 0), np.int64)


class Rows(NamedTuple):
    """values U8[n, w] of one kind, the entry and the bank I64[n] that each is of; of a frame its
    place I32[n] in its video, NO_FRAME of all else."""

    values: U8
    entry: I64
    bank: I64
    frame: I32


def no_frames(count: int) -> I32:
    """Of rows of which none is a frame."""
    return np.full(count, NO_FRAME, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Entries of banks by what they are known by.

    rows    by kind: "picture" (PDQ of pictures and frames), "sha256", "sha1", "md5"
    videos  I64[2, v] entry, and how many different frames it has
    ends    I64[2, e] entry, and the microsecond since 1970 from which on it must not match
    """

    rows: Mapping[str, Rows]
    videos: I64 = field(default_factory=lambda: NO_PAIRS)
    ends: I64 = field(default_factory=lambda: NO_PAIRS)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Entries that were put in together.

    tables   by kind
    banks    I64[b] numbers, by their place in the tables; -1: a bank that was removed
    radii    I32[b] bits within which each matches; -1: it doesn't
    videos   I64[2, v] entry, rising, and how many different frames it has
    frames   I64[2, f] row of the pictures' table, rising, and its place in its video
    ends     I64[2, e] entry, and the microsecond at which it ends, rising
    largest  of the entries' numbers, those that have an end alone included; -1: there are none
    dead     I64[d] rising, entries that count no longer
    ended    of ends, how many are dead
    """

    tables: Mapping[str, Table]
    banks: I64
    radii: I32
    videos: I64
    frames: I64
    ends: I64
    largest: int
    dead: I64 = field(default_factory=lambda: NONE_DEAD)
    ended: int = 0

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))


def part_of(
    pieces: Sequence[Entries], radii: Radii, allocate: Allocate = in_memory, *, threads: int = 1
) -> Part:
    """All pieces in one, its arrays where the caller wants them; each row's bank has a radius."""
    banks = np.array(sorted(radii), np.int64)
    videos = np.concatenate([NO_PAIRS, *(piece.videos for piece in pieces)], axis=1)
    ends = np.concatenate([NO_PAIRS, *(piece.ends for piece in pieces)], axis=1)
    some = {kind: [piece.rows[kind] for piece in pieces if kind in piece.rows] for kind in WIDTHS}
    numbers = [ends[0], *(rows.entry for its in some.values() for rows in its)]
    largest = max(int(its.max(initial=-1)) for its in numbers)
    whole = {kind: _one(its) for kind, its in some.items() if any(len(it.entry) for it in its)}
    ordered = {kind: (rows, _order(kind, rows.values)) for kind, rows in whole.items()}
    tables = {
        kind: _table(kind, its, (banks, largest), allocate, threads)
        for kind, its in ordered.items()
    }
    return Part(
        tables,
        _put(banks, "banks", allocate),
        radii_of(banks, radii),
        _put(videos[:, np.argsort(videos[0])], "videos", allocate),
        _put(_frames(*ordered[PICTURE]) if PICTURE in ordered else NO_PAIRS, "frames", allocate),
        _put(ends[:, np.argsort(ends[1], kind="stable")], "ends", allocate),
        largest,
    )


def mapped_part(
    arrays: Mapping[str, NDArray[Any]], blocks: _native.Blocks, largest: int, radii: Radii
) -> Part:
    """What part_of put into a file. Raises DamagedBlock."""
    tables: dict[str, Table] = {}
    for kind in WIDTHS:
        begin = kind + "."
        its: dict[str, NDArray[Any]] = {
            name.removeprefix(begin): array
            for name, array in arrays.items()
            if name.startswith(begin)
        }
        if its:
            made = HashIndex if kind == PICTURE else DigestTable
            tables[kind] = made(**its, blocks=blocks)
    for name in ("banks", "videos", "frames", "ends"):
        blocks.check(arrays[name].reshape(-1).view(np.uint8))
    banks = arrays["banks"]
    videos, frames, ends = (arrays[name] for name in ("videos", "frames", "ends"))
    return Part(tables, banks, radii_of(banks, radii), videos, frames, ends, largest)


def entries_left(part: Part) -> Entries:
    """Those that are not dead, of banks that are still there. Raises DamagedBlock."""
    rows = {kind: _rows_left(part, table) for kind, table in part.tables.items()}
    videos = part.videos[:, ~_is_among(part.videos[0], part.dead)]
    ends = part.ends[:, part.ended :]
    return Entries(rows, videos, ends[:, ~_is_among(ends[0], part.dead)])


def without(part: Part, entries: I64) -> Part:
    """The same but for some entries, by number rising."""
    gone = entries[entries <= part.largest]
    if not len(gone):
        return part
    return replace(part, dead=distinct(np.concatenate([part.dead, gone])))


def without_ended(part: Part, now: int) -> Part:
    """The same but for those that end at this microsecond or before."""
    ended = int(np.searchsorted(part.ends[1], now, "right"))
    if ended <= part.ended:
        return part
    gone = distinct(part.ends[0, part.ended : ended])
    return replace(without(part, gone), ended=ended)


def without_banks(part: Part, banks: Sequence[int]) -> Part:
    """The same but for all entries of some banks."""
    left = np.where(np.isin(part.banks, banks), -1, part.banks)
    return replace(part, banks=left, radii=np.where(left < 0, -1, part.radii).astype(np.int32))


def radii_of(banks: I64, radii: Radii) -> I32:
    """-1 of a bank that is not there."""
    return np.array([radii.get(bank, -1) for bank in banks.tolist()], np.int32)


def distinct(numbers: I64) -> I64:
    """Each once, rising: np.unique without what that loads at its first use in a process."""
    rising = np.sort(numbers)
    first = np.ones(len(rising), np.bool_)
    first[1:] = rising[1:] != rising[:-1]
    return rising[first]


def _one(pieces: Sequence[Rows]) -> Rows:
    return pieces[0] if len(pieces) == 1 else Rows(*map(np.concatenate, zip(*pieces, strict=True)))


def _order(kind: str, values: U8) -> I64 | U32:
    return index.order_of(values) if kind == PICTURE else digests.order_of(values)


def _frames(rows: Rows, order: I64 | U32) -> I64:
    """Of rows that are frames, their places in the table, rising, and in their videos."""
    frame = rows.frame[order]
    at = np.flatnonzero(frame != NO_FRAME)
    return np.stack([at, frame[at].astype(np.int64)])


def _table(
    kind: str,
    rows_in_order: tuple[Rows, I64 | U32],
    of: tuple[I64, int],
    allocate: Allocate,
    threads: int,
) -> Table:
    def put(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        return allocate(f"{kind}.{name}", shape, dtype)

    (rows, order), (banks, largest) = rows_in_order, of
    n = len(rows.entry)
    near = kind == PICTURE
    values = put("hashes" if near else "keys", (n, WIDTHS[kind]), np.uint8)
    np.take(rows.values, order, axis=0, out=values)
    entry = put("entries", (n,), np.min_scalar_type(largest))
    entry[...] = rows.entry[order]
    bank = put("banks", (n,), np.min_scalar_type(len(banks)))
    bank[...] = np.searchsorted(banks, rows.bank)[order]
    if near:
        return index.with_tables(values, (entry, bank), put, threads=threads)
    return digests.with_starts(values, (entry, bank), put)


def _put(array: I64, name: str, allocate: Allocate) -> I64:
    place = allocate(name, array.shape, array.dtype)
    place[...] = array
    return place


def _rows_left(part: Part, table: Table) -> Rows:
    if table.blocks is not None:
        table.blocks.check_all()
    values = table.hashes if isinstance(table, HashIndex) else table.keys
    entry, bank = table.entries.astype(np.int64), part.banks[table.banks]
    frame = no_frames(len(entry))
    if isinstance(table, HashIndex):
        frame[part.frames[0]] = part.frames[1]
    left = ~_is_among(entry, part.dead)
    left &= bank >= 0
    if left.all():
        return Rows(values, entry, bank, frame)
    return Rows(values[left], entry[left], bank[left], frame[left])


def _is_among(numbers: I64, some: I64) -> Bool:
    """Of each number, whether it is among some, rising."""
    if not len(some):
        return np.zeros(len(numbers), np.bool_)
    place = np.minimum(np.searchsorted(some, numbers), len(some) - 1)
    among: Bool = some[place] == numbers
    return among
