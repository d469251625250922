"""Digests by which the very same bytes are found again.

bytes -> digests_of -> Digests

Method: SHA-256, SHA-1 (FIPS 180-4) and MD5 (RFC 1321); the older two because lists of known files
are kept in them, not as proof of anything.
"""

import hashlib
from typing import NamedTuple


class Digests(NamedTuple):
    """Lower-case hex."""

    sha256: str
    sha1: str
    md5: str


def digests_of(data: bytes) -> Digests:
    """All three of the same bytes."""
    return Digests(
        hashlib.sha256(data).hexdigest(),
        hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        hashlib.md5(data, usedforsecurity=False).hexdigest(),
    )
