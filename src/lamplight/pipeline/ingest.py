"""The first stage: files to stored ads with their signals, in pieces that are each committed whole.

files of a run -> read_files -> ads, signals, set-aside records, how far each file is read

While one piece is being stored, the next is read and extracted. A first load leaves out the index
of signals by value, which is made while linking reads the ads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lamplight.collect.places import read_places
from lamplight.errors import BadInput
from lamplight.model import Ad, SetAside
from lamplight.pipeline.ahead import ahead, handing_over
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.pieces import Reader
from lamplight.pipeline.redacting import Redactor
from lamplight.store.ads import any_ads
from lamplight.store.at_hand import AtHand
from lamplight.store.engine import reading
from lamplight.store.intake import Redact, Stored, same_ad, take_in_rows
from lamplight.store.runs import RunFile, files_of, put_aside, save_file
from lamplight.store.signals import drop_index_by_value
from lamplight.store.tombstones import Tombstones, read_tombstones

STDIN = "-"


def fingerprint(path: str) -> str:
    """Changes when the file does; empty for standard input, which can't be read twice."""
    if path == STDIN:
        return ""
    try:
        found = Path(path).stat()
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror}") from error
    return f"{found.st_size} bytes, changed at {found.st_mtime_ns}"


def read_files(journal: Journal, mapping: Mapping[str, str], region: str, at_hand: AtHand) -> None:
    """Read what the run has not read yet of its files.

    region   reads phones where an ad does not say its own
    at_hand  is given what is stored, so that linking need not read it
    """
    with journal.stage("ingest"), handing_over(at_hand.add) as hand_over:
        with reading(journal.engine) as db:
            files = files_of(db, journal.run)
            tombstones = read_tombstones(db)
            empty = not any_ads(db)
        if empty:
            with journal.commit(0) as db:
                drop_index_by_value(db)
        filtered = _Filter(tombstones, _redactor(tombstones, region))
        note, extracts = journal.progress.note, not tombstones.has_values()
        reader = Reader(journal.engine, mapping, region, note, extracts, empty)
        for at, file in enumerate(files):
            if not file.done:
                bytes_after = sum(map(_bytes_of, files[at + 1 :]))
                _read_file(journal, file, _Way(reader, filtered, hand_over), bytes_after)


@dataclass(frozen=True, slots=True)
class _Filter:
    """What must not come back; nobody forgets anything while a run holds the lock."""

    tombstones: Tombstones
    redact: Redact

    def record(self, aside: SetAside) -> SetAside:
        """A record that can't be read may hold a value all the same."""
        return replace(aside, raw=self.redact(Ad("", "", body=aside.raw)).body)


@dataclass(frozen=True, slots=True)
class _Way:
    """How files are read, and who is told of what is stored."""

    reader: Reader
    filtered: _Filter
    hand_over: Callable[[Stored], None]


def _redactor(tombstones: Tombstones, region: str) -> Redact:
    """Looking through every text costs as much as extracting: only where it is needed."""
    if not tombstones.has_values():
        return same_ad
    return Redactor(tombstones.covers, region, read_places())


def _bytes_of(file: RunFile) -> int:
    """0 where it can't be told; whoever opens the file says why."""
    try:
        return 0 if file.path == STDIN else Path(file.path).stat().st_size
    except OSError:
        return 0


def _read_file(journal: Journal, file: RunFile, way: _Way, bytes_after: int) -> None:
    filtered = way.filtered
    path = None if file.path == STDIN else Path(file.path)
    times = 1 + bytes_after / max(_bytes_of(file), 1)
    for piece in ahead(way.reader.pieces(path, file.records)):
        journal.waited("extract")
        with journal.commit(piece.records) as db:
            aside = [filtered.record(item) for item in piece.aside]
            taken = take_in_rows(db, piece.ads, journal.run, filtered.tombstones, filtered.redact)
            journal.beside(db, "extract", taken.extracted)
            put_aside(db, journal.run, aside)
            file = replace(
                file,
                records=file.records + piece.records,
                new=file.new + taken.new,
                versions=file.versions + taken.versions,
                same=file.same + taken.same,
                forgotten=file.forgotten + taken.forgotten,
                set_aside=file.set_aside + len(aside),
            )
            save_file(db, journal.run, file)
        if taken.stored is not None:
            way.hand_over(taken.stored)
        if piece.expected is not None:
            journal.progress.expect(round(piece.expected * times) - file.records)
    with journal.commit(0) as db:
        save_file(db, journal.run, replace(file, done=True))
