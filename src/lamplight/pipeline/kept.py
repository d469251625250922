"""What is made when it is first asked for and stays ready until the program ends.

make -> Kept -> get -> the one of this process
"""

import atexit
import os
from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Closes(Protocol):
    def close(self) -> None: ...


Thing = TypeVar("Thing", bound=Closes)


class Kept(Generic[Thing]):
    """For any number of threads; a fork makes its own, since it must not speak over its parent's
    lines."""

    def __init__(self, make: Callable[[], Thing]) -> None:
        self._make = make
        self._made: list[Thing] = []
        self._making = Lock()
        atexit.register(self._close)
        os.register_at_fork(after_in_child=self._made.clear)

    def get(self) -> Thing:
        with self._making:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def _close(self) -> None:
        while self._made:
            self._made.pop().close()
