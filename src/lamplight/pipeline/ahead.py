"""Make things in a thread of their own, one ahead of the one that is asked for.

items -> ahead -> the same, in order

For work that leaves Python's lock alone most of the time, as native code and SQLite do.
"""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Generator[T, None, None]) -> Generator[T, None, None]:
    """None is no item. However this ends, the thread has ended by then, and items is closed."""
    pool = ThreadPoolExecutor(1, "ahead")
    try:
        waiting = pool.submit(next, items, None)
        while (item := waiting.result()) is not None:
            waiting = pool.submit(next, items, None)
            yield item
    finally:
        pool.shutdown(cancel_futures=True)
        items.close()
