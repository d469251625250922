"""Work in threads that can't hold up other work: lanes of their own, and looks that all share.

work -> Lane.run -> its value; work -> SharedLook -> whether it ended in time
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from lamplight.errors import Unavailable
from lamplight.store.patience import PATIENCE_S, no_longer_than

Value = TypeVar("Value")
WAITING = 64
"""Requests that one lane lets wait."""


class Lane:
    """Threads for one kind of work.

    threads  that may be at it at once
    crowd    who waits, as those who are sent away are told
    waiting  how many are at work or wait
    """

    def __init__(self, threads: int, crowd: str) -> None:
        self.waiting = 0
        self._threads = threads
        self._crowd = crowd
        self._limiter: CapacityLimiter | None = None

    async def run(self, work: Callable[[], Value]) -> Value:
        """Raises Unavailable where too many wait."""
        if self.waiting >= WAITING:
            raise Unavailable(f"too many {self._crowd}; try again in a moment")
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._threads)
        self.waiting += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self.waiting -= 1


class SharedLook:
    """A look at the database, made once for all who wait for it, each no longer than they like."""

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._made: asyncio.Task[None] | None = None

    async def __call__(self, most_s: float) -> bool:
        """Whether it ended in time; else it goes on, and who comes next waits for the same. Raises
        what it raises."""
        if self._made is None or self._made.done():
            look = to_thread.run_sync(self._soon, limiter=CapacityLimiter(1))
            self._made = asyncio.ensure_future(look)
            # of a failure that came too late nobody hears
            self._made.add_done_callback(lambda made: made.cancelled() or made.exception())
        ended, _ = await asyncio.wait([self._made], timeout=most_s)
        for made in ended:
            made.result()
        return bool(ended)

    def _soon(self) -> None:
        with no_longer_than(PATIENCE_S):
            self._look()
