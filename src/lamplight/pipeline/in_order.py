"""Work on many files by a pool of children: answers in the order of the questions.

paths -> in_order -> outcomes
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import TypeVar

from lamplight.errors import BadPicture

AHEAD = 8
"""Files under way for each child, so that a slow one does not hold up the others."""

Answer = TypeVar("Answer")


def in_order(
    paths: Iterable[Path],
    ask: Callable[[Path, Event], Answer],
    size: int,
    stop_busy: Callable[[], None],
) -> Generator[Answer | BadPicture, None, None]:
    """One item for each path, as they come; BadPicture is yielded, not raised.

    ask: called from ``size`` threads; its Event says that nobody wants the answer any more.
    ``paths`` is read a little ahead. Stopped early, the children at work are ended by stop_busy.
    """
    stop = Event()
    waiting: deque[Future[Answer | BadPicture]] = deque()
    threads = ThreadPoolExecutor(size, thread_name_prefix="pictures")

    def outcome(path: Path) -> Answer | BadPicture:
        try:
            return ask(path, stop)
        except BadPicture as bad:
            return bad

    try:
        for path in paths:
            waiting.append(threads.submit(outcome, path))
            if len(waiting) > AHEAD * size:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        stop.set()
        threads.shutdown(wait=False, cancel_futures=True)
        if waiting:
            stop_busy()
        threads.shutdown()
