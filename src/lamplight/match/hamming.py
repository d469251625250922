"""Compare PDQ hashes by the number of bits that differ.

64 hex digits -> read_hash -> U8[32] -> near, group_near -> rows, labels

Method: PDQ (facebook/ThreatExchange, pdq/README.md): two pictures match at 31 bits or fewer. Groups
are found exactly by multi-index hashing (Norouzi, Punjani, Fleet 2012) with union-find.
Limit: single linkage chains. A run of pictures, each near the next, is one group, and template
pictures (a logo on plain ground) gather strangers; who links by groups must weigh how widely each
is used.
"""

import numpy as np

from lamplight import _native
from lamplight.arrays import I64, U8
from lamplight.errors import BadHash

HASH_BYTES = 32
MATCH_BITS = 31
MOST_RADIUS_BITS = 47  # three bits a band; beyond it neighbouring buckets are most of all buckets


def read_hash(hex_digits: str) -> U8:
    """Hex digits -> U8[32], first digit in the high bits of byte 0."""
    try:
        raw = bytes.fromhex(hex_digits)
    except ValueError as cause:
        raise BadHash(f"PDQ hash of {len(hex_digits)} characters is not hexadecimal") from cause
    if len(raw) != HASH_BYTES:
        raise BadHash(f"PDQ hash has {len(raw) * 8} bits, not {HASH_BYTES * 8}")
    return np.frombuffer(raw, dtype=np.uint8)


def distances(query: U8, bank: U8) -> I64:
    """Bits that differ: query U8[32], bank U8[n, 32] -> I64[n], each 0..256."""
    return _native.hamming_distances(np.ascontiguousarray(query), np.ascontiguousarray(bank))


def near(query: U8, bank: U8, radius: int = MATCH_BITS) -> I64:
    """Rows of the bank within radius bits, nearest first, then by row -> I64[k]."""
    bits = distances(query, bank)
    rows = np.flatnonzero(bits <= radius)
    return rows[np.argsort(bits[rows], kind="stable")]


def group_near(hashes: U8, radius: int = MATCH_BITS, before: I64 | None = None) -> I64:
    """Single linkage: U8[n, 32] -> I64[n], the same number for all that chains of steps of at
    most radius bits connect; numbered from 0 in order of first row.

    The radius is 0..47 bits. before: I64[n] whole groups that are known already, -1 for the rows
    of which none is; what is known is not compared again.
    """
    if not 0 <= radius <= MOST_RADIUS_BITS:
        raise ValueError(f"radius is {radius} bits, not 0..{MOST_RADIUS_BITS}")
    known = np.full(len(hashes), -1) if before is None else before
    return _native.group_hashes(np.ascontiguousarray(hashes, np.uint8), radius, known)


def number_by_first(labels: I64) -> I64:
    """The same partition, numbered from 0 in order of first appearance; labels 0.., few unused."""
    first = first_of_each(labels)
    there = np.flatnonzero(first >= 0)
    number = np.empty(len(first), np.int64)
    number[there[np.argsort(first[there])]] = np.arange(len(there))
    return number[labels]


def first_of_each(labels: I64) -> I64:
    """Of each label 0.., where it first appears, -1 for none."""
    first = np.full(int(labels.max(initial=-1)) + 1, -1)
    first[labels[::-1]] = np.arange(len(labels))[::-1]
    return first
