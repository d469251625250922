"""Find hashes near a query among millions, exactly, in a fraction of a millisecond.

U8[n, 32] -> index_of -> HashIndex; queries -> near_many -> Near

Method: multi-index hashing (Norouzi, Punjani, Fleet 2012) over 16 bands of 16 bits; of a bucket
only the rows whose next band differs little too are compared whole (Pigeonring: Qin, Xiao 2018).
Few hashes are compared one by one. Limit: an index does not change; see match/known.py.
"""

from dataclasses import dataclass, field

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, U8, U16, U32
from lamplight.match.hamming import HASH_BYTES, MATCH_BITS
from lamplight.match.wanted import NOBODY, Allocate, Owners, Wanted, in_memory

WITHOUT_TABLES = 2_048
"""So many hashes are compared sooner than they are looked up."""
_BUCKETS = 2**16 + 1


@dataclass(frozen=True, slots=True, eq=False)
class HashIndex:
    """n hashes, and their rows in order of each of 16 bands; 124 bytes a hash, and its owner's.

    hashes   U8[n, 32] in order of their first two bytes
    starts   U32[16, 65537] where each bucket of a band begins; U32[16, 0]: there are no tables
    rows     U32[15, n] of bands 1 to 15: those of band 0 are 0 … n - 1
    beside   U16[16, n] the next band of each of rows
    entries  unsigned[n] whose each row is; none: each row is an entry
    banks    unsigned[n] on which bank it is, by its place among the radii of a search
    blocks   of the file that all of it is mapped from, checked as they are touched
    """

    hashes: U8
    starts: U32
    rows: U32
    beside: U16
    entries: Owners = field(default_factory=lambda: NOBODY)
    banks: Owners = field(default_factory=lambda: NOBODY)
    blocks: _native.Blocks | None = None
    _kernel: _native.HashIndex = field(init=False)

    def __post_init__(self) -> None:
        tables = (self.hashes, self.starts, self.rows, self.beside)
        kernel = _native.HashIndex(*tables, self.entries, self.banks, self.blocks)
        object.__setattr__(self, "_kernel", kernel)

    def __len__(self) -> int:
        return len(self.hashes)

    def search(self, queries: U8, wanted: Wanted) -> I64:
        """Of U8[q, 32] -> I64[5, k]: query, bits, row, entry, bank; nearest first, then by row.

        Raises DamagedBlock.
        """
        return self._kernel.search(queries, *wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """k hits, by query, then nearest first, then by row.

    query, row, bits  I64[k] number of the query, row of the index, bits that differ
    """

    query: I64
    row: I64
    bits: I64


def order_of(hashes: U8) -> I64:
    """Rows of U8[n, 32] in order of the first two bytes, else as they stand."""
    return np.argsort(hashes[:, 0].astype(np.uint16) << 8 | hashes[:, 1], kind="stable")


def index_of(hashes: U8, owners: tuple[Owners, Owners] = (NOBODY, NOBODY)) -> HashIndex:
    """Of hashes in order of their first two bytes; the same one may stand in several rows."""
    kept = np.ascontiguousarray(hashes, np.uint8).reshape(-1, HASH_BYTES)
    return with_tables(kept, owners, in_memory, threads=2)


def with_tables(
    hashes: U8, owners: tuple[Owners, Owners], allocate: Allocate, *, threads: int
) -> HashIndex:
    """The same, with tables where the caller wants them."""
    n = len(hashes)
    few = n <= WITHOUT_TABLES
    starts = allocate("starts", (16, 0 if few else _BUCKETS), np.uint32)
    rows = allocate("rows", (15, 0 if few else n), np.uint32)
    beside = allocate("beside", (16, 0 if few else n), np.uint16)
    if not few:
        _native.fill_hash_tables(hashes, starts, rows, beside, threads)
    return HashIndex(hashes, starts, rows, beside, *owners)


def near_many(queries: U8, index: HashIndex, radius: int = MATCH_BITS) -> Near:
    """All rows within radius 0..31 bits of each of the queries U8[q, 32]."""
    asked = np.ascontiguousarray(queries, np.uint8).reshape(-1, HASH_BYTES)
    query, bits, row, *_ = index.search(asked, Wanted(np.array([radius], np.int32)))
    return Near(query, row, bits)
