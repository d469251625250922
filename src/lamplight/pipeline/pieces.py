"""Files in pieces that are stored one at a time, with what is found in their new ads.

file -> Reader.pieces -> Piece
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from pathlib import Path

from sqlalchemy import Engine

from lamplight.collect.read import notes_of, open_ads
from lamplight.extract.read import Found
from lamplight.model import Ad, AdRow, SetAside
from lamplight.pipeline.extracting import extract
from lamplight.store.engine import reading
from lamplight.store.intake import Batch, are_new
from lamplight.store.records import columns_of, row_of, storable

BATCH = 10_000
"""Records: Ctrl-C waits until those at work are read."""
BATCH_CHARACTERS = 16 << 20

Item = Ad | AdRow | SetAside


@dataclass(frozen=True, slots=True)
class Piece:
    """Some records of a file, in its order: ads, and what can't be read.

    expected  how many records the file is likely to have; None where that is unknown
    """

    records: int
    ads: Batch
    aside: Sequence[SetAside]
    expected: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """How the files of a run are read.

    mapping   field -> column
    region    reads phones where an ad does not say its own
    extracts  False: what is found must be looked at before it is stored, so that this comes later
    empty     no ad was stored before
    """

    engine: Engine
    mapping: Mapping[str, str]
    region: str
    note: Callable[[str], None]
    extracts: bool
    empty: bool

    def pieces(self, path: Path | None, after: int) -> Generator[Piece, None, None]:
        """What comes after so many records."""
        with open_ads(path, self.mapping) as file:
            for sentence in notes_of(file, self.mapping):
                self.note(sentence)
            read = after
            for batch in _batches(islice(file.rows, after, None)):
                rows = [row for item in batch if (row := _row(item))]
                aside = [item for item in batch if isinstance(item, SetAside)]
                found = self._found(rows) if self.extracts else None
                read += len(batch)
                yield Piece(len(batch), Batch(rows, found), aside, file.expected(read))

    def _found(self, rows: Sequence[AdRow]) -> Found:
        """Known ads are passed over; whether they have changed is for the store to say."""
        places: Sequence[int] = range(len(rows))
        if not self.empty:
            with reading(self.engine) as db:
                places = list(compress(places, are_new(db, rows)))
            rows = [rows[place] for place in places]
        return extract(columns_of(places, rows), self.region)


def _row(item: Item) -> AdRow | None:
    if isinstance(item, Ad):
        return row_of(storable(item))
    return item if isinstance(item, AdRow) else None


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Batches bounded in number and in characters, so that huge records don't fill memory."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.raw if isinstance(item, SetAside) else item.body)
        if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
