"""A network's pictures, each once, by the ads that show it; hashes are never shown.

Connection, Actor, numbers -> pictures_in -> InNetwork -> pictures, like
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from lamplight.match.hamming import MATCH_BITS
from lamplight.model import Actor
from lamplight.store import pictures
from lamplight.store.picture_matches import withheld_in
from lamplight.store.pictures import StoredPicture

AT_ONCE = 24
MOST = 500
MOST_ADS = 500


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture, where it stands first, and how many ads show the same.

    number  from 1, the most used first
    fault   why it could not be read, or None
    """

    number: int
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


@dataclass(frozen=True, slots=True)
class InNetwork:
    """All pictures with a file, and the hashes of each as numbers; how many are known by hash
    alone, or held."""

    rows: Sequence[PictureRow]
    hashes: Sequence[frozenset[int]]
    by_hash: int
    held: int

    def pictures(self, *, everything: bool = False) -> Pictures:
        """Some of them, or as many as one page bears."""
        most = MOST if everything else AT_ONCE
        more = max(0, len(self.rows) - most)
        return Pictures(tuple(self.rows[:most]), more, self.by_hash, self.held)

    def like(self, pdq: str) -> PictureRow | None:
        """The picture of this hash, or the nearest copy of it."""
        wanted = int(pdq, 16)
        near = [
            (min((wanted ^ one).bit_count() for one in hashes), row.number)
            for row, hashes in zip(self.rows, self.hashes, strict=True)
            if hashes
        ]
        bits, number = min(near, default=(MATCH_BITS + 1, 0))
        return self.rows[number - 1] if bits <= MATCH_BITS else None


def pictures_in(db: Connection, who: Actor, numbers: Sequence[int]) -> InNetwork:
    """Of the first few hundred of these ads."""
    grouped: dict[str, list[StoredPicture]] = {}
    held = withheld_in(db, numbers[:MOST_ADS])
    for it in pictures.pictures_of(db, who, numbers[:MOST_ADS]):
        if (it.ad, it.position) in held:
            continue
        same = it.sha256 or it.pdq or it.path or f"{it.ad}/{it.position}"
        grouped.setdefault(same, []).append(it)
    files = [(_row(it), _hashes(it)) for it in grouped.values() if any(one.path for one in it)]
    files.sort(key=lambda it: (it[0].fault is not None, -it[0].ads))
    rows = [replace(row, number=number) for number, (row, _) in enumerate(files, 1)]
    by_hash = len(grouped) - len(rows)
    return InNetwork(rows, [hashes for _, hashes in files], by_hash, len(held))


def _row(several: Sequence[StoredPicture]) -> PictureRow:
    first = next(it for it in several if it.path)
    return PictureRow(0, first.ad, first.position, len({it.ad for it in several}), first.fault)


def _hashes(several: Sequence[StoredPicture]) -> frozenset[int]:
    return frozenset(int(it.pdq, 16) for it in several if it.pdq)
