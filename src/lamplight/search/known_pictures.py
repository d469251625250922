"""Which stored pictures of ads are in banks: for entries that came, and for pictures that came.

Engine -> match_pictures -> matches, kept in the database

Method: entries that changed are looked for in the index of all stored pictures (what did we already
let through?), pictures that were not looked for yet in what is known. Both keep how far they came,
so that a stop leaves nothing out. Limit: while a run is at work entries that changed are looked for
again after it, since its pictures are in no index yet.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, select

from lamplight.arrays import I64, U8
from lamplight.bank.match import LEAST_QUALITY
from lamplight.match.index import near_many
from lamplight.match.known import Matches, equal, near
from lamplight.search.stored_pictures import StoredPictures, stored_pictures
from lamplight.store.among import among
from lamplight.store.bank_columns import BYTES, KnownEntries, entries_since
from lamplight.store.bank_log import changes_since, log_position
from lamplight.store.engine import reading
from lamplight.store.known import ask
from lamplight.store.known_held import Current
from lamplight.store.picture_checks import (
    HashedPicture,
    all_indexed,
    any_known,
    mark_checked,
    matched_position,
    pictures_with_digests,
    set_matched_position,
    unchecked,
)
from lamplight.store.picture_matches import PictureMatch, add_matches
from lamplight.store.tables import ad_pictures

Tell = Callable[[int], None]
DIGESTS = ("sha256", "sha1", "md5")
Bytes = NDArray[np.bytes_]
"""Of one width, so that ends of NUL, which NumPy leaves out, tell none apart."""

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def match_pictures(engine: Engine, now: datetime, tell: Tell = lambda _: None) -> None:
    """Put down which pictures are in banks; tell is given how many pictures or entries were looked
    for since it was last called."""
    with reading(engine) as db:
        if not any_known(db):
            return
    _match_entries(engine, now, tell)
    _match_unchecked(engine, now, tell)


def _match_entries(engine: Engine, now: datetime, tell: Tell) -> None:
    with reading(engine) as db:
        before, newest = matched_position(db), log_position(db)
        if before == newest:
            return
        done = all_indexed(db)
        digests = _Digests()
        for entries in _changed(db, before):
            found = _near_stored(db, entries)
            digests.add(entries)
            _keep(engine, found, now)
            tell(len(entries))
        for pictures in pictures_with_digests(db) if digests.sort() else ():
            _keep(engine, digests.among(pictures), now)
    if done:
        with engine.begin() as db:
            set_matched_position(db, newest)


def _changed(db: Connection, position: int) -> Iterator[KnownEntries]:
    """Entries that changed, and all of banks that may match more now."""
    changes = changes_since(db, position)
    banks = {it.bank for it in changes if it.what == "changed bank" and it.count}
    for bank in sorted(banks):
        yield from entries_since(db, 0, bank)
    yield from entries_since(db, position)


def _near_stored(db: Connection, entries: KnownEntries) -> list[PictureMatch]:
    """Pictures in the index that are near to active entries or their turns and frames."""
    alive = np.flatnonzero(entries.active)
    beside = np.isin(entries.row, alive)
    queries, owner = entries.hashes[beside], entries.number[entries.row[beside]]
    if entries.kind == "picture":
        queries = np.concatenate([entries.value[alive], queries])
        owner = np.concatenate([entries.number[alive], owner])
    if not len(queries):
        return []
    stored = stored_pictures(db)
    hits = near_many(queries, stored.index)
    nearest: dict[tuple[int, int], int] = {}
    for row, entry, bits in zip(
        hits.row.tolist(), owner[hits.query].tolist(), hits.bits.tolist(), strict=True
    ):
        nearest[row, entry] = min(bits, nearest.get((row, entry), bits))
    shown = _shown(db, stored, sorted({row for row, _ in nearest}))
    return [
        PictureMatch(ad, position, entry, bits)
        for (row, entry), bits in nearest.items()
        for ad, position in shown.get(row, ())
    ]


def _shown(
    db: Connection, stored: StoredPictures, rows: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """Ad and position of the pictures that show each hash of the index now."""
    row_of = {stored.index.hashes[row].tobytes().hex(): row for row in rows}
    spans = [stored.ads[stored.starts[row] : stored.starts[row + 1]].tolist() for row in rows]
    numbers = sorted({ad for ads in spans for ad in ads})
    one = ad_pictures.c
    found: dict[int, list[tuple[int, int]]] = {}
    for ad, position, pdq, quality in db.execute(
        select(one.ad, one.position, one.pdq, one.quality).where(among(db, one.ad, numbers))
    ):
        if pdq in row_of and (quality is None or quality >= LEAST_QUALITY):
            found.setdefault(row_of[pdq], []).append((ad, position))
    return found


def _match_unchecked(engine: Engine, now: datetime, tell: Tell) -> None:
    after = 0
    while True:
        with engine.begin() as db:
            pictures = unchecked(db, after)
            if not pictures:
                return
            add_matches(db, ask(engine, partial(_known, pictures)), now)
            mark_checked(db, pictures[0].ad, pictures[-1].ad)
        after = pictures[-1].ad
        tell(len(pictures))


def _known(pictures: Sequence[HashedPicture], current: Current) -> list[PictureMatch]:
    """Pictures that are in any bank, near or byte for byte."""
    good = [it for it in pictures if it.quality is None or it.quality >= LEAST_QUALITY]
    found = _matches([(it.pdq, it) for it in good], partial(near, current.known))
    for kind in DIGESTS:
        digests = [(getattr(it, kind), it) for it in pictures]
        found += _matches(digests, partial(equal, current.known, kind))
    return found


def _matches(
    hashes: Sequence[tuple[bytes | None, HashedPicture]], asking: Callable[[U8], Matches]
) -> list[PictureMatch]:
    """Each hash is asked for once, however many pictures have it."""
    showing: dict[bytes, list[HashedPicture]] = {}
    for raw, picture in hashes:
        if raw is not None:
            showing.setdefault(raw, []).append(picture)
    if not showing:
        return []
    several = list(showing.values())
    queries = np.frombuffer(b"".join(showing), np.uint8).reshape(len(showing), -1)
    it = asking(queries)
    return [
        PictureMatch(picture.ad, picture.position, entry, bits)
        for query, entry, bits in zip(
            it.query.tolist(), it.entry.tolist(), it.bits.tolist(), strict=True
        )
        for picture in several[query]
    ]


def _keep(engine: Engine, found: Sequence[PictureMatch], now: datetime) -> None:
    if found:
        with engine.begin() as db:
            add_matches(db, found, now)


class _Digests:
    """Digests of active entries of each kind, to be looked for among stored pictures."""

    def __init__(self) -> None:
        self._added: dict[str, list[tuple[Bytes, I64]]] = {}
        self._sorted: dict[str, tuple[Bytes, I64]] = {}

    def add(self, entries: KnownEntries) -> None:
        alive = entries.active
        if entries.kind in DIGESTS and alive.any():
            values = entries.value[alive].view(f"S{BYTES[entries.kind]}").ravel()
            self._added.setdefault(entries.kind, []).append((values, entries.number[alive]))

    def sort(self) -> bool:
        """Whether there are any; after it none can be added."""
        for kind, parts in self._added.items():
            values, numbers = (np.concatenate(column) for column in zip(*parts, strict=True))
            order = np.argsort(values, kind="stable")
            self._sorted[kind] = values[order], numbers[order]
        return bool(self._sorted)

    def among(self, pictures: Sequence[HashedPicture]) -> list[PictureMatch]:
        found: list[PictureMatch] = []
        for kind, (values, numbers) in self._sorted.items():
            some = [(it, raw) for it in pictures if (raw := getattr(it, kind)) is not None]
            asked = np.array([raw for _, raw in some], values.dtype)
            first, last = (np.searchsorted(values, asked, side) for side in _SIDES)
            for at in np.flatnonzero(first < last).tolist():
                picture = some[at][0]
                owners = numbers[first[at] : last[at]].tolist()
                found += [PictureMatch(*picture[:2], owner, 0) for owner in owners]
        return found
