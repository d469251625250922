"""Ads with a picture like one that was uploaded, however it is turned or mirrored.

bytes -> find_picture -> PicturePage

The upload's eight hashes are compared with every stored hash; the upload is not kept. Method: PDQ,
31 bits or fewer (see match.hamming). Known limit: time grows with the number of stored hashes,
about a second for three million.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection, LargeBinary, select, type_coerce

from lamplight.arrays import U8
from lamplight.match.hamming import HASH_BYTES, near, read_hash
from lamplight.match.hamming import distances as bits_apart
from lamplight.model import Actor, PictureHashes
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import Page, Window, Within, hits_of, matching
from lamplight.store import audit
from lamplight.store.tables import ad_pictures, ads

TURNS = (
    "",
    "turned by 90 degrees",
    "turned by 180 degrees",
    "turned by 270 degrees",
    "mirrored upside down",
    "mirrored left to right",
    "mirrored over its diagonal",
    "mirrored over its other diagonal",
)
"""What was done to the upload before it was like the stored picture, in the order of its hashes."""

PLAIN_QUALITY = 50
"""Below it a picture has too little in it for a match to mean anything."""

_MOST_NEAR = 10_000
_AT_ONCE = 100_000
_Near = dict[str, tuple[int, int]]  # stored hash -> bits that differ, place in TURNS


@dataclass(frozen=True, slots=True)
class PicturePage:
    """What was found for a picture.

    quality  0..100 of the upload; None where only a hash was given
    sure     False: the picture is so plain that others are like it by chance
    """

    page: Page
    quality: int | None
    sure: bool


def find_picture(
    db: Connection, actor: Actor, data: bytes, window: Window, within: Within
) -> PicturePage:
    """Ads with a picture like this one, nearest first, then newest. Raises BadPicture.

    Hashing may take seconds; who must not hold a transaction as long hashes first and calls
    find_hashes.
    """
    return find_hashes(db, actor, hash_bytes(data), window, within)


def find_hashes(
    db: Connection, actor: Actor, hashes: PictureHashes, window: Window, within: Within
) -> PicturePage:
    """The same for a picture that is hashed already."""
    page = _find(db, actor, hashes.dihedral, window, within)
    return PicturePage(page, hashes.quality, hashes.quality >= PLAIN_QUALITY)


def find_hash(
    db: Connection, actor: Actor, pdq: str, window: Window, within: Within
) -> PicturePage:
    """Ads with a picture whose hash is near, as it is: a hash alone can't be turned.

    Raises BadHash.
    """
    return PicturePage(_find(db, actor, (pdq,), window, within), None, sure=True)


def find_turns(
    db: Connection, actor: Actor, turns: Sequence[str], window: Window, within: Within
) -> PicturePage:
    """Ads with a picture near any of a known picture's eight hashes. Raises BadHash."""
    return PicturePage(_find(db, actor, turns, window, within), None, sure=True)


def _find(
    db: Connection, actor: Actor, hashes: Sequence[str], window: Window, within: Within
) -> Page:
    nearest = _nearest_by_ad(db, _near_hashes(db, hashes))
    if within != Within():
        kept = select(ads.c.number).where(matching(db, select(ads.c.number), within))
        inside = set(db.execute(kept).scalars())
        nearest = {number: near for number, near in nearest.items() if number in inside}
    order = sorted(nearest, key=lambda number: (nearest[number], -number))
    shown = hits_of(db, order[window.offset : window.offset + window.limit])
    details = {"found": len(order), "shown": [hit.number for hit in shown]}
    audit.record(db, actor, "searched", audit.sealed("picture", hashes[0]), details)
    hits = (
        replace(hit, distance=bits, turned=TURNS[turn])
        for hit in shown
        for bits, turn in [nearest[hit.number]]
    )
    return Page(tuple(hits), len(order))


def _near_hashes(db: Connection, hashes: Sequence[str]) -> _Near:
    """Stored hashes within 31 bits of any of these, nearest first, at most 10,000."""
    queries = [read_hash(digits) for digits in hashes]
    found: _Near = {}
    for bank in _stored(db):
        for turn, query in enumerate(queries):
            rows = near(query, bank)
            for row, bits in zip(rows, bits_apart(query, bank[rows]), strict=True):
                digits = bank[row].tobytes().hex()
                if digits not in found or (bits, turn) < found[digits]:
                    found[digits] = (int(bits), turn)
    return dict(sorted(found.items(), key=lambda entry: entry[1])[:_MOST_NEAR])


def _stored(db: Connection) -> Iterator[U8]:
    """Stored hashes as U8[n, 32], 100,000 at a time, one of several pictures as often."""
    raw = type_coerce(ad_pictures.c.pdq, LargeBinary)
    rows = db.execute(
        select(raw).where(ad_pictures.c.pdq.is_not(None)),
        execution_options={"yield_per": _AT_ONCE},
    )
    for some in rows.scalars().partitions(_AT_ONCE):
        whole = b"".join(digest for digest in some if len(digest) == HASH_BYTES)
        yield np.frombuffer(whole, dtype=np.uint8).reshape(-1, HASH_BYTES)


def _nearest_by_ad(db: Connection, stored: _Near) -> dict[int, tuple[int, int]]:
    """Of each ad that has one of these hashes, the nearest."""
    nearest: dict[int, tuple[int, int]] = {}
    table = ad_pictures.c
    for ad, pdq in db.execute(select(table.ad, table.pdq).where(table.pdq.in_(list(stored)))):
        nearest[ad] = min(nearest.get(ad, stored[pdq]), stored[pdq])
    return nearest
