"""Find hashes near a query among millions, exactly, in a fraction of a millisecond.

U8[n, 32] -> index_of -> HashIndex; queries -> near_many -> Near

Method: multi-index hashing (Norouzi, Punjani, Fleet 2012) over 16 bands of 16 bits; of a bucket
only the rows whose next band differs little too are compared whole (Pigeonring: Qin, Xiao 2018).
Limit: an index does not change; what comes later waits for the next.
"""

from dataclasses import dataclass

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, U8, U16, U32
from lamplight.match.hamming import HASH_BYTES, MATCH_BITS


@dataclass(frozen=True, slots=True, eq=False)
class HashIndex:
    """n hashes, and their rows in order of each of 16 bands; 128 bytes a hash in all.

    hashes  U8[n, 32]
    starts  U32[16, 65537] where each bucket of a band begins
    rows    U32[16, n]
    beside  U16[16, n] the next band of each of rows
    """

    hashes: U8
    starts: U32
    rows: U32
    beside: U16

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """k hits, by query, then nearest first, then by row.

    query, row, bits  I64[k] number of the query, row of the index, bits that differ
    """

    query: I64
    row: I64
    bits: I64


def index_of(hashes: U8) -> HashIndex:
    """An index of fewer than 2^32 hashes; the same hash may stand in several rows."""
    kept = np.ascontiguousarray(hashes, np.uint8).reshape(-1, HASH_BYTES)
    return HashIndex(kept, *_native.index_hashes(kept))


def near_many(queries: U8, index: HashIndex, radius: int = MATCH_BITS) -> Near:
    """All rows within radius 0..31 bits of each of the queries U8[q, 32]."""
    asked = np.ascontiguousarray(queries, np.uint8).reshape(-1, HASH_BYTES)
    table = (index.hashes, index.starts, index.rows, index.beside)
    return Near(*_native.search_index(asked, *table, radius))
