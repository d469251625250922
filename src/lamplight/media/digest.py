"""Digests by which the very same bytes are found again.

bytes -> digests_of -> Digests; bytes in parts, kinds -> digests_of_parts -> Digests

Method: SHA-256, SHA-1 (FIPS 180-4) and MD5 (RFC 1321); the older two because lists of known files
are kept in them, not as proof of anything.
"""

import hashlib
from collections.abc import Collection, Iterable
from typing import NamedTuple


class Digests(NamedTuple):
    """Lower-case hex; "" of a kind that nobody asked for."""

    sha256: str
    sha1: str
    md5: str


NO_DIGESTS = Digests("", "", "")


def digests_of(data: bytes) -> Digests:
    """All three of the same bytes."""
    return Digests(
        hashlib.sha256(data).hexdigest(),
        hashlib.sha1(data, usedforsecurity=False).hexdigest(),
        hashlib.md5(data, usedforsecurity=False).hexdigest(),
    )


def digests_of_parts(parts: Iterable[bytes], kinds: Collection[str] = Digests._fields) -> Digests:
    """Those of some kinds of the same bytes, which come in parts and are read once."""
    made = {kind: hashlib.new(kind, usedforsecurity=False) for kind in kinds}
    for part in parts if made else ():
        for digest in made.values():
            digest.update(part)
    return NO_DIGESTS._replace(**{kind: digest.hexdigest() for kind, digest in made.items()})
