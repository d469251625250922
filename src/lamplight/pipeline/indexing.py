"""The indexes of what was taken in, made while other work is done.

Journal -> indexing -> (index files that follow the database when the block ends)
Engine -> indexing_values -> (the index of signals by value, which a first load leaves out)

Of many ads by a process, which holds up none of the threads that link, and which Ctrl-C ends.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy import Engine

from lamplight.errors import LamplightError
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.processes import processes
from lamplight.store.ad_index import ads_to_index, refresh_ad_index
from lamplight.store.ads import count_ads
from lamplight.store.caches import CACHES, are_shared
from lamplight.store.engine import open_engine, reading
from lamplight.store.signals import is_indexed_by_value, make_index_by_value

WORTH_A_PROCESS = 100_000
"""Ads; below it starting one costs more than it brings."""


@contextmanager
def indexing(journal: Journal) -> Iterator[None]:
    """What can't be written now is made by whoever first searches; the run goes on, and says so."""
    with reading(journal.engine) as db:
        many = ads_to_index(db) >= WORTH_A_PROCESS
    beside = _in_process if many and are_shared(journal.engine) else _in_thread
    with beside(journal.engine) as finish:
        yield
        try:
            finish()
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
            at_work.pool.shutdown(wait=False)
            yield lambda: next(made)
        return
    if not there:
        with engine.begin() as db:
            make_index_by_value(db)
    yield lambda: None


@contextmanager
def _in_thread(engine: Engine) -> Iterator[Callable[[], None]]:
    stop = Event()
    with ThreadPoolExecutor(1, "index") as pool:
        work = pool.submit(refresh_ad_index, engine, stop.is_set)
        try:
            yield work.result
        finally:
            stop.set()


@contextmanager
def _in_process(engine: Engine) -> Iterator[Callable[[], None]]:
    with processes(_start, _given(engine), size=1) as at_work:
        work = at_work.in_order(_refresh, [None])
        at_work.pool.shutdown(wait=False)  # the process ends with its work: linking wants memory
        yield lambda: next(work)


def _given(engine: Engine) -> tuple[str, Path | None]:
    url = engine.url.render_as_string(hide_password=False)
    return url, engine.get_execution_options().get(CACHES)


# In the process: the database it was given.
_opened: list[Engine] = []


def _start(url: str, caches: Path | None) -> None:
    _opened.append(open_engine(url, make=False, caches=caches))


def _refresh(_: None) -> None:
    refresh_ad_index(_opened[0], lambda: False)


def _index_values(_: None) -> None:
    with _opened[0].begin() as db:
        make_index_by_value(db)
