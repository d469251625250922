"""How long a database server may say nothing in the middle of a statement.

no_longer_than(seconds) -> what this thread asks meanwhile ends in Unavailable where none is said

A PostgreSQL server that is stopped with its connections open still acknowledges what it is sent, so
no limit of TCP ends what waits for it, and its own limit of a statement's time does not run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PATIENCE_S = 5.0
most_silence_s: ContextVar[float | None] = ContextVar("most_silence_s", default=None)


@contextmanager
def no_longer_than(seconds: float | None) -> Iterator[None]:
    """Of each statement; None: as long as it takes."""
    before = most_silence_s.set(seconds)
    try:
        yield
    finally:
        most_silence_s.reset(before)
