"""Several bounded children, started when needed and used again, for any number of threads.

request -> Pool.ask -> bytes, or BadPicture

Method: a child that dies, or is past a limit, is replaced; the request that it held costs one
BadPicture, after a second try in a fresh child where it died for no known reason (the kernel may
have been short of memory).
"""

from queue import LifoQueue
from threading import Event, Lock
from types import TracebackType
from typing import Self

from lamplight.decode.child import Child, Crashed
from lamplight.decode.limits import Limits
from lamplight.errors import BadPicture, Unavailable


class Pool:
    """At most ``size`` children of ``module``; close it, or use it in a with statement."""

    def __init__(self, module: str, size: int, limits: Limits) -> None:
        self.size = size
        self.limits = limits
        self._module = module
        self._closed = False
        self._lock = Lock()
        self._children: set[Child] = set()
        self._busy: set[Child] = set()
        self._seats: LifoQueue[Child | None] = LifoQueue()
        for _ in range(size):
            self._seats.put(None)

    def ask(
        self, words: str, *, path: bytes | None = None, data: bytes = b"", stop: Event | None = None
    ) -> bytes:
        """What a child says of the file at ``path``, or of ``data``; waits for a free child.

        Raises BadPicture with the reason; Unavailable when the pool is closed or no child starts.
        """
        source, payload = ("bytes", data) if path is None else ("path", path)
        try:
            done, answer = self._ask_once(words, source, payload)
        except Crashed:
            if self._closed or (stop and stop.is_set()):
                raise
            done, answer = self._ask_once(words, source, payload)
        if not done:
            raise BadPicture(answer.decode(errors="replace"))
        return answer

    @property
    def busy(self) -> int:
        """How many children are at work."""
        return len(self._busy)

    def stop_busy(self) -> None:
        """Ends the children that are at work; who waits for them gets Crashed, and a second try."""
        with self._lock:
            busy = list(self._busy)
        for child in busy:
            child.kill()

    def close(self) -> None:
        """Ends all children at once; requests under way raise."""
        with self._lock:
            self._closed = True
            busy, idle = list(self._busy), self._children - self._busy
            self._children.clear()
        for child in busy:
            child.kill()  # its thread does the rest
        for child in idle:
            child.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _ask_once(self, words: str, source: str, payload: bytes) -> tuple[bool, bytes]:
        seat = self._seats.get()
        child = None
        try:
            child = self._seated(seat)
            answer = child.ask(words, source, payload)
        except BaseException:
            self._stand_up(child or seat)
            self._seats.put(None)
            raise
        with self._lock:
            self._busy.discard(child)
        self._seats.put(child)
        return answer

    def _seated(self, child: Child | None) -> Child:
        if child and not child.alive:
            self._stand_up(child)
            child = None
        with self._lock:
            if self._closed:
                raise Unavailable("the pool of picture decoders is closed")
            child = child or Child(self._module, self.limits)
            self._children.add(child)
            self._busy.add(child)
        return child

    def _stand_up(self, child: Child | None) -> None:
        if child is None:
            return
        child.stop()
        with self._lock:
            self._children.discard(child)
            self._busy.discard(child)
