"""What one picture may cost before it is given up.

Limits -> words -> Limits, on the two sides of a child process
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one picture; beyond any of them it is a BadPicture.

    size_bytes    of the file
    pixels        width times height, as the header says, before anything is decoded
    cpu_s         processor time, whole seconds
    wall_s        time on the clock, waiting for a busy machine included
    memory_bytes  address space of the child process, its program included
    """

    size_bytes: int = 100 * 10**6
    pixels: int = 100 * 10**6
    cpu_s: int = 20
    wall_s: int = 120
    memory_bytes: int = 2 * 2**30

    def words(self) -> list[str]:
        """For a command line."""
        return [str(value) for value in astuple(self)]

    @classmethod
    def read(cls, words: Sequence[str]) -> Self:
        """The other way round."""
        return cls(*map(int, words))
