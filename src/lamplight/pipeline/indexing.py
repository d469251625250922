"""The index by which ads are searched, brought up to date while other stages are at work.

Journal -> indexing -> (index files that follow the database when the block ends)
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from lamplight.pipeline.journal import Journal
from lamplight.store.ad_index import refresh_ad_index


@contextmanager
def indexing(journal: Journal) -> Iterator[None]:
    """What can't be written now is made by whoever first searches; the run goes on, and says so."""
    stop = Event()
    with ThreadPoolExecutor(1, "index") as pool:
        work = pool.submit(refresh_ad_index, journal.engine, stop.is_set)
        try:
            yield
        except BaseException:
            stop.set()
            raise
        try:
            work.result()
        except (OSError, ValueError) as fault:
            journal.progress.note(f"the index of ads was not written: {fault}")
