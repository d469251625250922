"""How a process treats memory while it does one big job.

rarely_collected, freed_kept -> the usual ways again
give_back -> less memory
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (1_000_000, 20, 100)
_TRIM_THRESHOLD, _MMAP_MAX = -1, -4  # of glibc's malloc.h
_USUAL_TRIM_THRESHOLD, _USUAL_MMAP_MAX = 128 << 10, 65_536

_libc = ctypes.CDLL(None)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for garbage rarely while millions of plain values are made.

    Python counts references, and looks now and then for what holds itself in a circle: over all
    that is held. A run and a world hold much and make few circles, and spend a tenth of their time
    on that.
    """
    usual = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def collect_rarely() -> None:
    """From now on, in a process that does nothing else."""
    gc.set_threshold(*_RARELY)


@contextmanager
def freed_kept() -> Iterator[None]:
    """Keep what is freed for what comes next, and give it back at the end.

    glibc gives each large array back to the system at once, which clears every page anew for the
    next one: a quarter of the time that linking a million ads takes. Other libraries are left as
    they are.
    """
    if not hasattr(_libc, "mallopt"):
        yield
        return
    _libc.mallopt(_MMAP_MAX, 0)
    _libc.mallopt(_TRIM_THRESHOLD, 2**31 - 1)
    try:
        yield
    finally:
        _libc.mallopt(_MMAP_MAX, _USUAL_MMAP_MAX)
        _libc.mallopt(_TRIM_THRESHOLD, _USUAL_TRIM_THRESHOLD)
        give_back()


def give_back() -> None:
    """All that is free now, in every thread's part of memory: what one thread freed no other one
    uses again."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)
