"""The second stage: stored ads to signals, on every processor.

ads that this version of the extractors has not read -> extract_signals -> stored signals

While one batch is being stored, the next is read: the native extractor holds no lock of Python's.
"""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from sqlalchemy import Connection

from lamplight.collect.places import read_places
from lamplight.extract.read import VERSION, Columns, Row, rows_of
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.redacting import Redactor
from lamplight.store.ads import chunks, load_columns
from lamplight.store.engine import reading
from lamplight.store.forget import black_out
from lamplight.store.signals import count_to_extract, save_signals, to_extract
from lamplight.store.tombstones import read_tombstones

BATCH = 20_000
"""Ads stored in one transaction: each touches most pages of the index by value."""

AHEAD = 2
"""Batches that are read ahead of the one being stored."""

Found = tuple[Sequence[int], list[Row]]
"""Numbers of a batch's ads, and what was found in them."""


def extract_signals(journal: Journal, region: str) -> None:
    """Read every ad that is new, changed, or was read by an older version of the extractors."""
    with reading(journal.engine) as db:
        total = count_to_extract(db, VERSION)
        redactor = _redactor(db, region)
    with journal.stage("extract", total):
        for numbers, rows in _read_ahead(_batches(journal), region):
            with journal.commit(len(numbers)) as db:
                _save(db, (numbers, rows), redactor)


def read_again(db: Connection, numbers: Sequence[int], region: str) -> None:
    """Extract these ads in the caller's transaction: a few, whose words were changed."""
    redactor = _redactor(db, region)
    for some in chunks(numbers, BATCH):
        _save(db, _extract(Columns(*load_columns(db, some)), region), redactor)


def _redactor(db: Connection, region: str) -> Redactor | None:
    """None where no value was ever forgotten: newer extractors may find one that was."""
    tombstones = read_tombstones(db)
    if not tombstones.has_values():
        return None
    return Redactor(tombstones.covers, region, read_places())


def _save(db: Connection, found: Found, redactor: Redactor | None) -> None:
    """Without what was forgotten, which is blacked out where it was found after all."""
    numbers, rows = found
    if redactor is None:
        save_signals(db, numbers, rows, VERSION)
        return
    gone = [redactor.covers((row[2], row[3])) for row in rows]
    kept = [row for row, is_gone in zip(rows, gone, strict=True) if not is_gone]
    save_signals(db, numbers, kept, VERSION)
    hit = {row[0] for row, is_gone in zip(rows, gone, strict=True) if is_gone}
    black_out(db, sorted(hit), redactor)


def _batches(journal: Journal) -> Iterator[Columns]:
    after = 0
    while True:
        with reading(journal.engine) as db:
            numbers = to_extract(db, VERSION, after, BATCH)
            columns = Columns(*load_columns(db, numbers))
        if not numbers:
            return
        yield columns
        after = numbers[-1]


def _read_ahead(batches: Iterator[Columns], region: str) -> Iterator[Found]:
    """In order."""
    waiting: deque[Future[Found]] = deque()
    pool = ThreadPoolExecutor(1, "extract")
    try:
        for batch in batches:
            waiting.append(pool.submit(_extract, batch, region))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _extract(ads: Columns, region: str) -> Found:
    return ads.numbers, rows_of(ads, region, read_places(), len(os.sched_getaffinity(0)))
