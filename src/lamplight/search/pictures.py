"""Ads with a picture like one that was uploaded, however it is turned or mirrored.

bytes -> find_picture -> PicturePage

The upload's eight hashes are looked for among all stored ones (see search.stored_pictures); the
upload is not kept. Method: PDQ, 31 bits or fewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection

from lamplight.match.hamming import read_hash
from lamplight.model import Actor, PictureHashes
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import Page, Window, hits_of
from lamplight.search.stored_pictures import stored_pictures
from lamplight.search.within import Within, inside
from lamplight.store import audit
from lamplight.store.ad_index import ad_index
from lamplight.store.ad_query import all_of, among_numbers

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


def find_looks(
    db: Connection, actor: Actor, looks: Sequence[str], window: Window, within: Within
) -> PicturePage:
    """Ads with a picture near any of the hashes kept of a known one. Raises BadHash."""
    return PicturePage(_find(db, actor, looks, window, within), None, sure=True)


def _find(
    db: Connection, actor: Actor, hashes: Sequence[str], window: Window, within: Within
) -> Page:
    nearest = stored_pictures(db).near(np.array([read_hash(digits) for digits in hashes]))
    if within != Within():
        index = ad_index(db)
        narrowed = all_of([among_numbers(nearest), *inside(index, within)])
        nearest = {it: nearest[it] for it in index.numbers(narrowed, len(nearest) + 1)}
    order = sorted(nearest, key=lambda number: (nearest[number], -number))
    shown = hits_of(db, order[window.offset : window.offset + window.limit])
    details = {"found": len(order), "shown": [hit.number for hit in shown]}
    audit.record(db, actor, "searched", audit.sealed("picture", hashes[0]), details)
    hits = (
        replace(hit, distance=bits, turned=TURNS[look] if look < len(TURNS) else "cropped")
        for hit in shown
        for bits, look in [nearest[hit.number]]
    )
    return Page(tuple(hits), len(order))
