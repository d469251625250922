"""A network's pictures, each once, by the ads that show it; hashes are never shown.

Connection, Actor, numbers -> shown -> PictureRow
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.model import Actor
from lamplight.store import pictures
from lamplight.store.picture_matches import withheld_in
from lamplight.store.pictures import StoredPicture

MOST = 24
MOST_ADS = 500


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture, where it stands first, and how many ads show the same.

    fault  why it could not be read, or None
    """

    ad: int
    position: int
    ads: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Pictures:
    """Those with a file, the most used first; how many more there are; those known by hash; those
    that are on a known list and shown nowhere."""

    shown: tuple[PictureRow, ...]
    more: int
    by_hash: int
    held: int


def shown(db: Connection, who: Actor, numbers: Sequence[int]) -> Pictures:
    """Of the first few hundred of these ads."""
    grouped: dict[str, list[StoredPicture]] = {}
    held = withheld_in(db, numbers[:MOST_ADS])
    for it in pictures.pictures_of(db, who, numbers[:MOST_ADS]):
        if (it.ad, it.position) in held:
            continue
        same = it.sha256 or it.pdq or it.path or f"{it.ad}/{it.position}"
        grouped.setdefault(same, []).append(it)
    rows = [_row(several) for several in grouped.values() if any(it.path for it in several)]
    rows.sort(key=lambda row: (row.fault is not None, -row.ads))
    more = max(0, len(rows) - MOST)
    return Pictures(tuple(rows[:MOST]), more, len(grouped) - len(rows), len(held))


def _row(several: Sequence[StoredPicture]) -> PictureRow:
    first = next(it for it in several if it.path)
    return PictureRow(first.ad, first.position, len({it.ad for it in several}), first.fault)
