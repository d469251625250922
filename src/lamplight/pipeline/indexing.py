"""The indexes of what was taken in, made while other work is done.

Journal -> indexing -> (index files that follow the database when the block ends)
Engine -> indexing_values -> (the index of signals by value, which a first load leaves out)

Of many ads by a process, which holds up none of the threads that link, and which Ctrl-C ends. Of
large files it begins while they are still read: taking in keeps one processor busy and half of the
other.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from multiprocessing.synchronize import Event as ProcessEvent
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from lamplight.errors import LamplightError
from lamplight.pipeline.ingest import bytes_of
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.processes import processes
from lamplight.store.ad_index import ads_to_index, refresh_ad_index
from lamplight.store.ads import count_ads
from lamplight.store.caches import CACHES, are_shared
from lamplight.store.engine import open_engine, reading
from lamplight.store.runs import files_of
from lamplight.store.signals import is_indexed_by_value, make_index_by_value

WORTH_A_PROCESS = 100_000
"""Ads; below it starting one costs more than it brings."""
WORTH_FOLLOWING = 100 << 20
"""Bytes of files that are to be read, of some 150,000 ads."""
FOLLOWED = 200_000
"""Ads that are indexed at a time while files are read."""
LOOK_EVERY_S = 2.0

_SPAWN = multiprocessing.get_context("spawn")


Finish = Callable[[], None]


@contextmanager
def indexing(journal: Journal) -> Iterator[Callable[[], None]]:
    """Gives what says that all ads are taken in, from when on the index may come to its end. What
    can't be written now is made by whoever first searches; the run goes on, and says so."""
    engine = journal.engine
    with reading(engine) as db:
        large = sum(bytes_of(it) for it in files_of(db, journal.run) if not it.done)
    with ExitStack() as at_work:
        finish: list[Finish] = []
        all_in = _SPAWN.Event()
        if large >= WORTH_FOLLOWING and are_shared(engine):
            finish.append(at_work.enter_context(_in_process(engine, _follow, all_in)))

        def complete() -> None:
            all_in.set()
            if not finish:
                finish.append(at_work.enter_context(_at_once(engine)))

        yield complete
        try:
            for wait in finish:
                wait()
        except (OSError, ValueError, LamplightError) as fault:
            journal.progress.note(f"the index of ads was not written: {fault}")


@contextmanager
def indexing_values(engine: Engine) -> Iterator[Callable[[], None]]:
    """Gives what waits until the index is there; nobody else writes meanwhile."""
    with reading(engine) as db:
        there, many = is_indexed_by_value(db), count_ads(db) >= WORTH_A_PROCESS
    if not there and many:
        with processes(_start, _given(engine), size=1) as at_work:
            made = at_work.in_order(_index_values, [None])
            yield lambda: next(made)
        return
    if not there:
        with engine.begin() as db:
            make_index_by_value(db)
    yield lambda: None


def _at_once(engine: Engine) -> AbstractContextManager[Finish]:
    with reading(engine) as db:
        many = ads_to_index(db) >= WORTH_A_PROCESS
    return _in_process(engine, _refresh) if many and are_shared(engine) else _in_thread(engine)


@contextmanager
def _in_thread(engine: Engine) -> Iterator[Finish]:
    stop = Event()
    with ThreadPoolExecutor(1, "index") as pool:
        work = pool.submit(refresh_ad_index, engine, stop.is_set)
        try:
            yield work.result
        finally:
            stop.set()


@contextmanager
def _in_process(
    engine: Engine, work: Callable[[None], None], all_in: ProcessEvent | None = None
) -> Iterator[Finish]:
    with processes(_start, (*_given(engine), all_in), size=1) as at_work:
        done = at_work.in_order(work, [None])
        yield lambda: next(done)


def _given(engine: Engine) -> tuple[str, Path | None]:
    url = engine.url.render_as_string(hide_password=False)
    return url, engine.get_execution_options().get(CACHES)


# In the process: the database it was given, and what is set when all ads are in it.
_opened: list[Engine] = []
_all_in: list[ProcessEvent] = []


def _start(url: str, caches: Path | None, all_in: ProcessEvent | None = None) -> None:
    _opened.append(open_engine(url, make=False, caches=caches))
    _all_in.extend([all_in] if all_in else [])


def _follow(_: None) -> None:
    """In steps: each leaves a segment of its own, and many of them are merged again."""
    engine, all_in = _opened[0], _all_in[0]
    while not all_in.wait(LOOK_EVERY_S):
        with reading(engine) as db:
            worth = ads_to_index(db) >= FOLLOWED
        if worth:
            refresh_ad_index(engine, lambda: False)
    refresh_ad_index(engine, lambda: False)


def _refresh(_: None) -> None:
    refresh_ad_index(_opened[0], lambda: False)


def _index_values(_: None) -> None:
    with _opened[0].begin() as db:
        make_index_by_value(db)
