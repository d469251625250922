"""The book a run keeps of its stages: items and seconds, committed with the work they count.

Engine, run -> Journal -> stage -> commit -> the rows of ``run --json``

What was done before a run was killed is read back, so that a run that goes on counts as one.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from lamplight.model import Actor
from lamplight.pipeline.progress import Progress
from lamplight.store.runs import Run, save_stages


@dataclass(slots=True)
class Journal:
    """A run at work.

    stages  items and seconds of each stage so far, in the order in which they began
    """

    engine: Engine
    run: int
    actor: Actor
    progress: Progress
    stages: dict[str, dict[str, float]] = field(default_factory=dict)
    _stage: str = ""
    _total: int = 0
    _since: float = 0.0

    @contextmanager
    def stage(
        self,
        name: str,
        total: int | None = None,
        *,
        afresh: bool = False,
        db: Connection | None = None,
    ) -> Iterator[None]:
        """Everything committed or told inside counts for this stage.

        afresh  it begins from nothing also where a run goes on
        db      the transaction in which the run stands already, if it does
        """
        done = self._of(name)
        if afresh:
            done["items"] = 0
        with self.engine.begin() if db is None else nullcontext(db) as at_work:
            save_stages(at_work, self.run, name, self.stages)
        self._stage, self._total, self._since = name, total or 0, time.monotonic()
        if total == 0:  # nothing to tell of
            yield
            self._clock()
            return
        self.progress.start(name, total)
        yield
        self._clock()
        self.progress.finish()

    def waited(self, other: str) -> None:
        """What passed since the last commit counts for another stage, for which this one waited."""
        self._clock(other)

    def beside(self, db: Connection, other: str, items: int) -> None:
        """So many items of another stage are done too, in a commit of this one."""
        self._of(other)["items"] += items
        save_stages(db, self.run, self._stage, self.stages)

    def tell(self, items: int) -> None:
        """So many items of the stage are done, in memory."""
        self.stages[self._stage]["items"] += items
        self.progress.advance(items)

    def reach(self, share: float) -> None:
        """As much of the stage is done, of 1, in memory; its total is known."""
        self.tell(max(round(share * self._total - self.stages[self._stage]["items"]), 0))

    @contextmanager
    def commit(self, items: int) -> Iterator[Connection]:
        """A transaction that does so many items of the stage, all or none."""
        done = self.stages[self._stage]
        before = done["items"]
        done["items"] = before + items
        self._clock()
        try:
            with self.engine.begin() as db:
                save_stages(db, self.run, self._stage, self.stages)
                yield db
        except BaseException:
            done["items"] = before
            raise
        self._clock()
        self.progress.advance(items)

    def rows(self) -> list[dict[str, str | float]]:
        """Name, seconds, items and items a second of each stage, up to now."""
        self._clock()
        return [
            {
                "name": name,
                "seconds": round(done["seconds"], 3),
                "items": int(done["items"]),
                "per_second": round(done["items"] / done["seconds"], 1) if done["seconds"] else 0,
            }
            for name, done in self.stages.items()
        ]

    def _of(self, stage: str) -> dict[str, float]:
        return self.stages.setdefault(stage, {"items": 0, "seconds": 0.0})

    def _clock(self, stage: str = "") -> None:
        now = time.monotonic()
        self._of(stage or self._stage)["seconds"] += now - self._since
        self._since = now


def resume(engine: Engine, run: Run, actor: Actor, progress: Progress) -> Journal:
    """The journal of a run that was interrupted, with what it had done."""
    return Journal(engine, run.number, actor, progress, dict((run.summary or {}).get("stages", {})))
