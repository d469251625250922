"""All that is known on banks, asked by many at once while it changes.

Known, entries that changed -> changed -> the next Known
Known, queries -> near, equal -> Matches

A Known never changes: who holds one asks it for as long as it likes, and who changes it makes the
next. It has parts, the oldest and largest first (one may be mapped from a file), and a small part
that takes in what comes; one that is no longer small is put to the parts, and `to_join` says which
of them are to be made one, beside the readers (the log-structured merge of O'Neil et al. 1996).
Limit: of one query and bank the nearest 1,000 rows are answered, so that a flood stays bounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from lamplight.arrays import I64, U8
from lamplight.match import index
from lamplight.match.hamming import MATCH_BITS
from lamplight.match.part import (
    PICTURE,
    WIDTHS,
    Entries,
    Part,
    Radii,
    entries_left,
    part_of,
    radii_of,
    without,
    without_banks,
    without_ended,
)
from lamplight.match.wanted import Allocate, Wanted, in_memory

_JOIN_AT = 32
"""A part is joined with later ones that have at least this fraction of its rows."""

_NEVER = 2**63 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known at a position of the banks' log.

    parts     oldest first
    small     the part that takes in what comes
    radii     number of every bank -> bits within which it matches; -1: it doesn't
    position  of the log, up to which all is in it
    complete  of the log, up to which all is in parts: small has what came after
    next_end  the microsecond at which the next entry ends; far away where none does
    """

    parts: tuple[Part, ...]
    small: Part
    radii: Radii
    position: int
    complete: int
    next_end: int = field(init=False)

    def __post_init__(self) -> None:
        ends = [int(part.ends[1, part.ended]) for part in (*self.parts, self.small)
                if part.ended < part.ends.shape[1]]  # fmt: skip
        object.__setattr__(self, "next_end", min(ends, default=_NEVER))


class Limits(NamedTuple):
    """radius_bits  the most for all banks; within it each bank's own counts
    most         nearest rows of one query on one bank; where there are so many, there may be more
    threads      that share the queries
    """

    radius_bits: int = MATCH_BITS
    most: int = 1_000
    threads: int = 1


LIMITS = Limits()


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """k matches, by query, then nearest first, then by entry; each entry once for a query.

    query, entry, bank, bits  I64[k] place of the query, numbers of entry and bank, bits that differ
    row, part                 I64[k] its nearest row, and the place of the part that has it
    """

    query: I64
    entry: I64
    bank: I64
    bits: I64
    row: I64
    part: I64

    def __len__(self) -> int:
        return len(self.query)


def known_of(parts: Sequence[Part], radii: Radii, position: int) -> Known:
    """Of parts that hold all up to a position of the log."""
    return Known(tuple(parts), part_of([], radii), radii, position, position)


def changed(known: Known, numbers: I64, entries: Entries, position: int) -> Known:
    """The next: numbers of all entries that changed, rising, and of them those that match.

    What was known of them before counts no longer. The same change twice changes nothing.
    """
    parts = tuple(without(part, numbers) for part in known.parts)
    left = entries_left(without(known.small, numbers))
    small = part_of([left, entries], known.radii)
    if len(small) <= index.WITHOUT_TABLES:
        return replace(known, parts=parts, small=small, position=position)
    return known_of([*parts, small], known.radii, position)


def with_banks(known: Known, radii: Radii, removed: Sequence[int] = ()) -> Known:
    """The next, where banks count otherwise, and all of some was removed."""

    def of(part: Part) -> Part:
        left = without_banks(part, removed) if removed else part
        return replace(left, radii=radii_of(left.banks, radii))

    return replace(known, parts=tuple(map(of, known.parts)), small=of(known.small), radii=radii)


def ended(known: Known, now: int) -> Known:
    """The next, without entries that end at this microsecond or before; the same if none does."""
    if known.next_end > now:
        return known
    parts = tuple(without_ended(part, now) for part in known.parts)
    return replace(known, parts=parts, small=without_ended(known.small, now))


def to_join(known: Known) -> int | None:
    """From which part on they should be made one; None: they may stay."""
    rows = [len(part) for part in known.parts]
    first = len(rows) - 1
    while first > 0 and rows[first - 1] < _JOIN_AT * sum(rows[first:]):
        first -= 1
    thinned = [place for place, part in enumerate(known.parts) if _is_thinned(part)]
    if thinned:
        return min(first, *thinned)
    return first if first < len(rows) - 1 else None


def joined(known: Known, first: int, allocate: Allocate = in_memory, *, threads: int = 1) -> Part:
    """One part of those from the first on, small not included. Raises DamagedBlock."""
    left = [entries_left(part) for part in known.parts[first:]]
    return part_of(left, known.radii, allocate, threads=threads)


def with_joined(now: Known, before: Known, first: int, part: Part) -> Known:
    """What is known now, with the part that was joined from what was known before; of it is gone
    what was gone since."""
    old, gone = before.parts[first:], now.parts[first : len(before.parts)]
    for was, still in zip(old, gone, strict=True):
        part = without(part, np.setdiff1d(still.dead, was.dead, assume_unique=True))
        lost = was.banks[(was.banks >= 0) & (still.banks < 0)]
        part = without_banks(part, lost.tolist()) if len(lost) else part
    part = replace(part, radii=radii_of(part.banks, now.radii))
    return replace(now, parts=(*now.parts[:first], part, *now.parts[len(before.parts) :]))


def near(known: Known, queries: U8, limits: Limits = LIMITS) -> Matches:
    """Pictures and frames near to PDQ hashes U8[q, 32]. Raises DamagedBlock."""
    return _matches(hits(known, PICTURE, queries, limits))


def has_kind(known: Known, kind: str) -> bool:
    """Whether there is a row of it."""
    return any(kind in part.tables for part in (*known.parts, known.small))


def equal(known: Known, kind: str, queries: U8, limits: Limits = LIMITS) -> Matches:
    """Of digests U8[q, w] of a kind: "sha256", "sha1" or "md5". Raises DamagedBlock."""
    return _matches(hits(known, kind, queries, limits))


def hits(known: Known, kind: str, queries: U8, limits: Limits) -> I64:
    """Rows as they are found, I64[6, k]: query, bits, row, entry, bank's number, part's place."""
    asked = np.ascontiguousarray(queries, np.uint8).reshape(-1, WIDTHS[kind])
    found = []
    for place, part in enumerate((*known.parts, known.small)):
        table = part.tables.get(kind)
        if table is None:
            continue
        radii = np.minimum(part.radii, np.int32(limits.radius_bits))
        wanted = Wanted(radii, part.dead, limits.most, limits.threads)
        some = table.search(asked, wanted)
        if some.shape[1]:
            rows = np.empty((6, some.shape[1]), np.int64)
            rows[:4], rows[4], rows[5] = some[:4], part.banks[some[4]], place
            found.append(rows)
    if len(found) == 1:
        return found[0]
    return np.concatenate(found, axis=1) if found else np.empty((6, 0), np.int64)


def _matches(found: I64) -> Matches:
    if found.shape[1] > 1:
        query, bits, _, entry, *_ = found
        found = found[:, np.lexsort((bits, entry, query))]
        query, _, _, entry, *_ = found
        first = np.ones(len(query), np.bool_)
        first[1:] = (query[1:] != query[:-1]) | (entry[1:] != entry[:-1])
        found = found[:, first]
        query, bits, _, entry, *_ = found
        found = found[:, np.lexsort((entry, bits, query))]
    query, bits, row, entry, bank, part = found
    return Matches(query, entry, bank, bits, row, part)


def _is_thinned(part: Part) -> bool:
    """So that what was withdrawn is not held long, and nothing of a bank that was removed."""
    return len(part.dead) * 8 > len(part) > 0 or bool((part.banks < 0).any())
