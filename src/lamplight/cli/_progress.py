"""Progress of a long command on stderr: live on a terminal, plain lines elsewhere.

stage, items -> ProgressLines -> a line for each stage, with rate and time left
"""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from lamplight.cli._telling import harmless, tell

_PLAIN_EVERY_S = 5.0
_TELLING = 0.02
"""Share of a stage that must be done before its time left is guessed."""


class _Rate(ProgressColumn):
    """Items a second, over the whole stage."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "", style="dim")


class ProgressLines:
    """Watches a job for a person; use it in a with block."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._live = (
            Progress(
                *(SpinnerColumn(), TextColumn("{task.description:<8}"), BarColumn(30)),
                *(MofNCompleteColumn(), _Rate(), TimeElapsedColumn()),
                *(TextColumn("left"), TimeRemainingColumn()),
                console=console,
            )
            if console.is_terminal
            else None
        )
        self._task: TaskID | None = None
        self._stage = ""
        self._total: int | None = None
        self._items = 0
        self._began = self._told = 0.0

    def __enter__(self) -> Self:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live is not None:
            self._live.stop()

    def start(self, stage: str, total: int | None) -> None:
        self._stage, self._total, self._items = stage, total, 0
        self._began = self._told = time.monotonic()
        if self._live is not None:
            self._task = self._live.add_task(stage, total=total)

    def expect(self, left: int) -> None:
        self._total = self._items + left
        if self._live is not None and self._task is not None:
            self._live.update(self._task, total=self._total)

    def advance(self, items: int) -> None:
        if self._live is not None and self._task is not None:
            self._live.advance(self._task, items)
        elif self._items and time.monotonic() - self._told > _PLAIN_EVERY_S:
            self._told = time.monotonic()
            self._plain("")  # what was done before: the last step is told when it ends
        self._items += items

    def finish(self) -> None:
        self._total = self._total and self._items
        if self._live is not None and self._task is not None:
            self._live.update(self._task, total=self._items, completed=self._items)
            self._live.stop_task(self._task)
        else:
            self._plain(", done")

    def note(self, sentence: str) -> None:
        if self._live is not None:
            self._live.console.print(harmless(sentence), markup=False, highlight=False)
        else:
            tell(sentence, err=True)

    def _plain(self, ending: str) -> None:
        seconds = time.monotonic() - self._began
        rate = self._items / seconds if seconds else 0.0
        of = f" of {self._total:,}" if self._total else ""
        left = ""
        if self._total and self._items >= _TELLING * self._total and not ending:
            left = f", {max(self._total - self._items, 0) / rate:,.0f} s left"
        sys.stderr.write(
            f"{self._stage}: {self._items:,}{of}, {rate:,.0f}/s, {seconds:,.1f} s{left}{ending}\n"
        )
