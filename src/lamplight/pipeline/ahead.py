"""Make things in a thread of their own, a few ahead of the one that is asked for.

items -> ahead -> the same, in order

For work that leaves Python's lock alone most of the time, as native code and SQLite do.
"""

from collections import deque
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

AHEAD = 2

T = TypeVar("T")


def ahead(items: Generator[T, None, None]) -> Generator[T, None, None]:
    """None is no item. However this ends, the thread has ended by then, and items is closed."""
    pool = ThreadPoolExecutor(1, "ahead")
    try:
        waiting = deque(pool.submit(next, items, None) for _ in range(AHEAD))
        while (item := waiting.popleft().result()) is not None:
            waiting.append(pool.submit(next, items, None))
            yield item
    finally:
        pool.shutdown(cancel_futures=True)
        items.close()
