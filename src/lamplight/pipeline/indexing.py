"""The index by which ads are searched, brought up to date while other stages are at work.

Journal -> indexing -> (index files that follow the database when the block ends)

Of many ads by a process, which holds up none of the threads that link.
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
from lamplight.store.caches import CACHES, are_shared
from lamplight.store.engine import open_engine, reading

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
    url = engine.url.render_as_string(hide_password=False)
    given = (url, engine.get_execution_options().get(CACHES))
    with processes(_start, given, size=1) as at_work:
        work = at_work.in_order(_refresh, [None])
        yield lambda: next(work)


# In the process: the database it was given.
_opened: list[Engine] = []


def _start(url: str, caches: Path | None) -> None:
    _opened.append(open_engine(url, make=False, caches=caches))


def _refresh(_: None) -> None:
    refresh_ad_index(_opened[0], lambda: False)
