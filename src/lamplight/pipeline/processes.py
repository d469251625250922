"""Work on every processor, in processes that end with the one that started them.

processes -> in_order -> results in the order of the batches
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from lamplight.errors import Unavailable
from lamplight.pipeline.memory import collect_rarely

Batch = TypeVar("Batch")
Result = TypeVar("Result")


_starting = threading.Lock()


@dataclass(frozen=True, slots=True)
class Processes:
    """own: those of the pool, others in the same program may have theirs."""

    pool: ProcessPoolExecutor
    own: set[BaseProcess] = field(default_factory=set)

    def in_order(
        self, work: Callable[[Batch], Result], batches: Iterable[Batch]
    ) -> Iterator[Result]:
        """What work gives back for each batch; they begin at once, whoever asks for it when."""
        waiting = deque(self._submit(work, batch) for batch in batches)
        return (waiting.popleft().result() for _ in range(len(waiting)))

    def _submit(self, work: Callable[[Batch], Result], batch: Batch) -> Future[Result]:
        # submitting may start processes, which inherit this for good
        with _starting, _ctrl_c_later():
            before = set(multiprocessing.active_children())
            submitted = self.pool.submit(work, batch)
            self.own.update(set(multiprocessing.active_children()) - before)
            return submitted


@contextmanager
def processes(
    start: Callable[..., None], given: Sequence[object], size: int = 0
) -> Iterator[Processes]:
    """So many, or as many as there are processors, each of which first calls start with what is
    given; none outlives this block, however it ends. Raises Unavailable where one is ended from
    outside."""
    size = size or len(os.sched_getaffinity(0))
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(size, context, _start, (start, given))
    at_work = Processes(pool)
    try:
        yield at_work
        pool.shutdown()
    except BrokenProcessPool as error:
        raise Unavailable(
            "a process of this run was ended from outside, perhaps for want of memory; "
            "the same command goes on where this one stopped"
        ) from error
    finally:
        for process in at_work.own:
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Ctrl-C waits until the block ends: it is for the one who started this, not for children."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(start: Callable[..., None], given: Sequence[object]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_rarely()
    start(*given)


def _end_with_parent() -> None:
    """A killed parent closes nothing: its children have to notice."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
