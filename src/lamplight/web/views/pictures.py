"""A network's pictures, each once, by the ads that show it; hashes are never shown.

Connection, Actor, numbers -> shown -> PictureRow
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.model import Actor
from lamplight.store import pictures
from lamplight.store.pictures import StoredPicture

MOST = 24
MOST_ADS = 500


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture, where it stands first, and how many ads show the same bytes or the same hash.

    file   whether there is a file to look at
    fault  why it could not be read, or None
    """

    ad: int
    position: int
    ads: int
    file: bool
    fault: str | None


def shown(db: Connection, who: Actor, numbers: Sequence[int]) -> tuple[PictureRow, ...]:
    """In the order of the ads; those shown by several ads first."""
    grouped: dict[str, list[StoredPicture]] = {}
    for it in pictures.pictures_of(db, who, numbers[:MOST_ADS]):
        same = it.sha256 or it.pdq or it.path or f"{it.ad}/{it.position}"
        grouped.setdefault(same, []).append(it)
    rows = [_row(several) for several in grouped.values()]
    return tuple(sorted(rows, key=lambda row: (not row.file, -row.ads))[:MOST])


def _row(several: Sequence[StoredPicture]) -> PictureRow:
    first = next((it for it in several if it.path), several[0])
    return PictureRow(
        ad=first.ad,
        position=first.position,
        ads=len({it.ad for it in several}),
        file=first.path is not None,
        fault=first.fault,
    )
