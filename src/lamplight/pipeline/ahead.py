"""Work in a thread of its own, one thing ahead of who asks for it, or behind who brings it.

items -> ahead -> the same, in order
work -> handing_over -> what takes a thing to work on

For work that leaves Python's lock alone most of the time, as native code and SQLite do.
"""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
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


@contextmanager
def handing_over(work: Callable[[T], None]) -> Iterator[Callable[[T], None]]:
    """Gives what takes the next thing as soon as the one before is worked on; when the block ends,
    all are."""
    with ThreadPoolExecutor(1, "behind") as pool:
        last: list[Future[None]] = []

        def hand_over(thing: T) -> None:
            for one in last:
                one.result()
            last[:] = [pool.submit(work, thing)]

        yield hand_over
        for one in last:
            one.result()
