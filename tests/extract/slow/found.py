"""What a kind of signal hands back: a value and where it stands in the plain reading."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from lamplight.extract.places import Places
from tests.extract.slow.reading import Reading


class Found(NamedTuple):
    """A value read in the plain text.

    kind        of the signal
    value       normal form
    start, end  half-open span in Reading.plain, its first to its last character
    confidence  0..1
    tricks      what was undone to read it, beyond what the reading itself undid; names of
                extract.effort
    taken       the span that later kinds must not read again, where it is wider
    """

    kind: str
    value: str
    start: int
    end: int
    confidence: float
    tricks: frozenset[str] = frozenset()
    taken: tuple[int, int] | None = None


class Kind(Protocol):
    """A module of extract.kinds.

    RANK  lower reads first; what it read is blanked for those after it
    """

    RANK: int

    def find(self, reading: Reading, region: str | None, places: Places) -> Iterator[Found]:
        """In any order; spans may overlap only where two values stand in one place."""
        ...
