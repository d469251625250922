"""Find digests (SHA-256, SHA-1, MD5) equal to a query among millions.

U8[n, w] -> digests_of -> DigestTable; queries -> search -> hits

Method: keys in order, and where those of each prefix begin; a prefix is as long as leaves some four
keys. Limit: a table does not change; see match/known.py.
"""

from dataclasses import dataclass, field

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, U8, U32
from lamplight.match.wanted import NOBODY, Allocate, Owners, Wanted, in_memory

DIGEST_BYTES = {"sha256": 32, "sha1": 20, "md5": 16}
_KEYS_A_BUCKET = 4


@dataclass(frozen=True, slots=True, eq=False)
class DigestTable:
    """n digests of one kind; their own bytes, one or two more, and their owner's.

    keys     U8[n, w] ascending; the same one may stand in several rows
    starts   U32[2^k + 1] where the keys of each k bits begin
    entries  unsigned[n] whose each row is; none: each row is an entry
    banks    unsigned[n] on which bank it is, by its place among the radii of a search
    blocks   of the file that all of it is mapped from, checked as they are touched
    """

    keys: U8
    starts: U32
    entries: Owners = field(default_factory=lambda: NOBODY)
    banks: Owners = field(default_factory=lambda: NOBODY)
    blocks: _native.Blocks | None = None
    _kernel: _native.DigestTable = field(init=False)

    def __post_init__(self) -> None:
        kernel = _native.DigestTable(
            self.keys, self.starts, self.entries, self.banks, self.blocks
        )  # fmt: skip
        object.__setattr__(self, "_kernel", kernel)

    def __len__(self) -> int:
        return len(self.keys)

    def search(self, queries: U8, wanted: Wanted) -> I64:
        """Of U8[q, w] -> I64[5, k]: query, 0, row, entry, bank; by query and row.

        Raises DamagedBlock.
        """
        return self._kernel.search(queries, *wanted)


def order_of(keys: U8) -> U32:
    """Rows of U8[n, w] in order of the keys, equal ones as they stand."""
    return _native.digest_order(keys)


def digests_of(keys: U8, owners: tuple[Owners, Owners] = (NOBODY, NOBODY)) -> DigestTable:
    """Of keys in order."""
    return with_starts(np.ascontiguousarray(keys, np.uint8), owners, in_memory)


def with_starts(keys: U8, owners: tuple[Owners, Owners], allocate: Allocate) -> DigestTable:
    """The same, with its table where the caller wants it."""
    bits = (len(keys) // _KEYS_A_BUCKET).bit_length()
    starts = allocate("starts", (2**bits + 1,), np.uint32)
    _native.fill_digest_starts(keys, starts)
    return DigestTable(keys, starts, *owners)
