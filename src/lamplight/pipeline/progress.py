"""What a long job tells of itself while it works.

start, advance, note, finish -> whoever watches
"""

from typing import Protocol


class Progress(Protocol):
    """Who watches a job: the command's terminal, a page, nobody."""

    def start(self, stage: str, total: int | None) -> None:
        """A stage begins; total items, or None where that is not known before."""

    def expect(self, left: int) -> None:
        """So many items of the stage are likely to be left."""

    def advance(self, items: int) -> None:
        """So many more items are done, and will not be lost."""

    def finish(self) -> None:
        """The stage is over."""

    def note(self, sentence: str) -> None:
        """Something a person should know, in one line."""


class Unwatched:
    """Nobody watches."""

    def start(self, stage: str, total: int | None) -> None:
        pass

    def expect(self, left: int) -> None:
        pass

    def advance(self, items: int) -> None:
        pass

    def finish(self) -> None:
        pass

    def note(self, sentence: str) -> None:
        pass
