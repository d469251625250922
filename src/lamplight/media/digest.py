"""Digests by which the very same bytes are found again.

bytes -> digests_of -> Digests

Method: SHA-256, SHA-1 (FIPS 180-4) and MD5 (RFC 1321); the older two because lists of known files
are kept in them, not as proof of anything.
"""

import hashlib
from collections.abc import Iterable
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


def digests_of_parts(parts: Iterable[bytes]) -> Digests:
    """All three of the same bytes, which come in parts."""
    sha256, sha1, md5 = (
        hashlib.sha256(),
        hashlib.sha1(usedforsecurity=False),
        hashlib.md5(usedforsecurity=False),
    )
    for part in parts:
        for digest in (sha256, sha1, md5):
            digest.update(part)
    return Digests(sha256.hexdigest(), sha1.hexdigest(), md5.hexdigest())
