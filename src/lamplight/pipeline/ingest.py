"""The first stage: files to stored ads, in batches that are each committed whole.

files of a run -> read_files -> ads, set-aside records, how far each file is read
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lamplight.collect.places import read_places
from lamplight.collect.read import read_rows
from lamplight.errors import BadInput
from lamplight.model import Ad, AdRow, SetAside
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.redacting import Redactor
from lamplight.store.engine import reading
from lamplight.store.intake import Redact, same_ad, take_in_rows
from lamplight.store.records import row_of, storable
from lamplight.store.runs import RunFile, files_of, put_aside, save_file
from lamplight.store.tombstones import Tombstones, read_tombstones

STDIN = "-"
BATCH = 20_000
BATCH_CHARACTERS = 16 << 20

Item = Ad | AdRow | SetAside


def fingerprint(path: str) -> str:
    """Changes when the file does; empty for standard input, which can't be read twice."""
    if path == STDIN:
        return ""
    try:
        found = Path(path).stat()
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror}") from error
    return f"{found.st_size} bytes, changed at {found.st_mtime_ns}"


def read_files(journal: Journal, mapping: Mapping[str, str], region: str) -> None:
    """Read what the run has not read yet of its files.

    region  reads phones where an ad does not say its own, should one have been forgotten
    """
    with journal.stage("ingest"):
        with reading(journal.engine) as db:
            files = files_of(db, journal.run)
            tombstones = read_tombstones(db)
        filtered = _Filter(tombstones, _redactor(tombstones, region))
        for file in files:
            if not file.done:
                _read_file(journal, file, mapping, filtered)


@dataclass(frozen=True, slots=True)
class _Filter:
    """What must not come back; nobody forgets anything while a run holds the lock."""

    tombstones: Tombstones
    redact: Redact

    def record(self, aside: SetAside) -> SetAside:
        """A record that can't be read may hold a value all the same."""
        return replace(aside, raw=self.redact(Ad("", "", body=aside.raw)).body)


def _redactor(tombstones: Tombstones, region: str) -> Redact:
    """Looking through every text costs as much as extracting: only where it is needed."""
    if not tombstones.has_values():
        return same_ad
    return Redactor(tombstones.covers, region, read_places())


def _read_file(
    journal: Journal, file: RunFile, mapping: Mapping[str, str], filtered: _Filter
) -> None:
    path = None if file.path == STDIN else Path(file.path)
    items = read_rows(path, mapping, journal.progress.note)
    for batch in _batches(islice(items, file.records, None)):
        with journal.commit(len(batch)) as db:
            rows = [row for item in batch if (row := _row(item))]
            aside = [filtered.record(item) for item in batch if isinstance(item, SetAside)]
            taken = take_in_rows(db, rows, journal.run, filtered.tombstones, filtered.redact)
            put_aside(db, journal.run, aside)
            file = replace(
                file,
                records=file.records + len(batch),
                new=file.new + taken.new,
                versions=file.versions + taken.versions,
                same=file.same + taken.same,
                forgotten=file.forgotten + taken.forgotten,
                set_aside=file.set_aside + len(aside),
            )
            save_file(db, journal.run, file)
    with journal.commit(0) as db:
        save_file(db, journal.run, replace(file, done=True))


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
