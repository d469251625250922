"""The second stage: stored ads to signals, on every processor.

ads that this version of the extractors has not read -> extract_signals -> stored signals

New ads are read while they are taken in (see ingest); what is left are those whose words changed,
and those that an older version read. While one batch is being stored, the next is read: the native
extractor holds no lock of Python's.
"""

import os
from collections.abc import Generator, Sequence

from sqlalchemy import Connection

from lamplight.collect.places import read_places
from lamplight.extract.read import VERSION, Columns, Found, find_in
from lamplight.pipeline.ahead import ahead
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.redacting import Redactor
from lamplight.store.ads import chunks, load_columns
from lamplight.store.engine import reading
from lamplight.store.forget import black_out
from lamplight.store.signals import count_to_extract, save_signals, to_extract
from lamplight.store.tombstones import read_tombstones

BATCH = 20_000
"""Ads stored in one transaction: each touches most pages of the index by value."""


def extract_signals(journal: Journal, region: str) -> None:
    """Read every ad that is new, changed, or was read by an older version of the extractors."""
    with reading(journal.engine) as db:
        total = count_to_extract(db, VERSION)
        redactor = _redactor(db, region)
    with journal.stage("extract", total):
        for numbers, found in ahead(_read(journal, region)) if total else ():
            with journal.commit(len(numbers)) as db:
                _save(db, numbers, found, redactor)


def read_again(db: Connection, numbers: Sequence[int], region: str) -> None:
    """Extract these ads in the caller's transaction: a few, whose words were changed."""
    redactor = _redactor(db, region)
    for some in chunks(numbers, BATCH):
        _save(db, some, extract(Columns(*load_columns(db, some)), region), redactor)


def extract(ads: Columns, region: str) -> Found:
    """What these ads hold, read on every processor."""
    return find_in(ads, region, read_places(), len(os.sched_getaffinity(0)))


def _redactor(db: Connection, region: str) -> Redactor | None:
    """None where no value was ever forgotten: newer extractors may find one that was."""
    tombstones = read_tombstones(db)
    if not tombstones.has_values():
        return None
    return Redactor(tombstones.covers, region, read_places())


def _save(db: Connection, numbers: Sequence[int], found: Found, redactor: Redactor | None) -> None:
    """Without what was forgotten, which is blacked out where it was found after all."""
    if redactor is None:
        save_signals(db, numbers, found, VERSION)
        return
    gone = list(map(redactor.covers, zip(found.kinds, found.values, strict=True)))
    save_signals(db, numbers, found.only(not it for it in gone), VERSION)
    black_out(db, sorted(set(found.only(gone).ads)), redactor)


def _read(journal: Journal, region: str) -> Generator[tuple[Sequence[int], Found], None, None]:
    """Numbers of a batch's ads, and what was found in them."""
    after = 0
    while True:
        with reading(journal.engine) as db:
            numbers = to_extract(db, VERSION, after, BATCH)
            columns = Columns(*load_columns(db, numbers))
        if not numbers:
            return
        yield numbers, extract(columns, region)
        after = numbers[-1]
