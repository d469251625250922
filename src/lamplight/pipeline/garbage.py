"""Look for garbage rarely while millions of plain values are made.

rarely_collected -> the usual thresholds again

Python counts references, and looks now and then for what holds itself in a circle: over all that is
held. A run and a world hold much and make few circles, and spend a tenth of their time on that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (1_000_000, 20, 100)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """For as long as the block lasts."""
    usual = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def collect_rarely() -> None:
    """From now on, in a process that does nothing else."""
    gc.set_threshold(*_RARELY)
