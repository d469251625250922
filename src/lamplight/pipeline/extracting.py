"""The second stage: stored ads to signals, on every processor.

ads that this version of the extractors has not read -> extract_signals -> stored signals

Known limit: below a thousand ads starting processes costs more than it brings, so one does it all.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait

from sqlalchemy import Connection

from lamplight.collect.places import read_places
from lamplight.errors import Unavailable
from lamplight.extract.places import Places, region_of
from lamplight.extract.read import VERSION, signals_of
from lamplight.model import Ad, Signal
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.redacting import Redactor
from lamplight.store.ads import chunks, load_ads
from lamplight.store.engine import reading
from lamplight.store.forget import black_out
from lamplight.store.signals import count_to_extract, save_signals, to_extract
from lamplight.store.tombstones import read_tombstones

BATCH = 500
WORTH_PROCESSES = 1_000
AHEAD = 2
"""Batches that wait for each process, so that none is idle while one is being stored."""

Numbered = Sequence[tuple[int, Ad]]
Found = dict[int, list[Signal]]
Extract = Callable[[Numbered], Found]


def extract_signals(journal: Journal, region: str) -> None:
    """Read every ad that is new, changed, or was read by an older version of the extractors."""
    with reading(journal.engine) as db:
        total = count_to_extract(db, VERSION)
    with journal.stage("extract", total):
        if total < WORTH_PROCESSES:
            places = read_places()
            found = (_extract(batch, region, places) for batch in _batches(journal))
            _store(journal, region, found)
            return
        try:
            with _processes(region) as (pool, size):
                _store(journal, region, _in_order(pool, size * AHEAD, _batches(journal)))
        except BrokenProcessPool as error:
            raise Unavailable(
                "a process that extracts was ended from outside, perhaps for want of memory; "
                "the same command goes on where this one stopped"
            ) from error


def _store(journal: Journal, region: str, results: Iterator[Found]) -> None:
    """Save what was found, without what was forgotten: newer extractors may find it again."""
    with reading(journal.engine) as db:
        redactor = Redactor(read_tombstones(db).covers, region, read_places())
    for found in results:
        with journal.commit(len(found)) as db:
            _save(db, found, redactor)


def read_again(db: Connection, numbers: Sequence[int], region: str) -> None:
    """Extract these ads in the caller's transaction: a few, whose words were changed."""
    places = read_places()
    redactor = Redactor(read_tombstones(db).covers, region, places)
    for some in chunks(numbers, BATCH):
        _save(db, _extract(list(load_ads(db, some).items()), region, places), redactor)


def _save(db: Connection, found: Found, redactor: Redactor) -> None:
    kept = {
        number: [it for it in several if not redactor.covers((it.kind, it.value))]
        for number, several in found.items()
    }
    save_signals(db, kept, VERSION)
    black_out(db, [n for n in found if len(kept[n]) < len(found[n])], redactor)


def _batches(journal: Journal) -> Iterator[Numbered]:
    after = 0
    while True:
        with reading(journal.engine) as db:
            numbers = to_extract(db, VERSION, after, BATCH)
            ads = load_ads(db, numbers)
        if not numbers:
            return
        yield [(number, ads[number]) for number in numbers]
        after = numbers[-1]


def _in_order(
    pool: ProcessPoolExecutor, ahead: int, batches: Iterator[Numbered]
) -> Iterator[Found]:
    waiting: deque[Future[Found]] = deque()
    for batch in batches:
        with _ctrl_c_later():  # submitting may start a process, which inherits this for good
            waiting.append(pool.submit(_work, batch))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Ctrl-C waits until the block ends: it is for the one who started this, not for children."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _processes(region: str) -> Iterator[tuple[ProcessPoolExecutor, int]]:
    """As many as there are processors; none outlives this block, however it ends."""
    size = len(os.sched_getaffinity(0))
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(size, multiprocessing.get_context("spawn"), _start, (region,))
    try:
        yield pool, size
        pool.shutdown()
    finally:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _extract(batch: Numbered, region: str, places: Places) -> Found:
    return {
        number: signals_of(ad, region_of(ad, places) or region or None, places)
        for number, ad in batch
    }


# In a process of the pool: what every batch needs is read once.
_ready: list[tuple[str, Places]] = []


def _start(region: str) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _ready.append((region, read_places()))


def _end_with_parent() -> None:
    """A killed parent closes nothing: its children have to notice."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(batch: Numbered) -> Found:
    region, places = _ready[0]
    return _extract(batch, region, places)
