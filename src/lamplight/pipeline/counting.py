"""What was asked and found, put down in batches beside those who ask.

Judged, Judged … -> Tally.add; Tally.put_down -> counts of matches, floods held, the audit

How often entries match is put down every second, what each program asked every minute with one of
its looks as a sample: a row each. Limit: a process that is killed loses what it has not put down.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from sqlalchemy import Engine

from lamplight.bank.policy import Action, Verdict
from lamplight.model import Actor
from lamplight.pipeline.shield import Judged
from lamplight.store import audit
from lamplight.store.bank_matches import count_matches, hold_floods

SHIELD = Actor("shield")


@dataclass(slots=True)
class _Asked:
    """By one program since the last row: looks by what they asked for, and the first that was
    found."""

    actions: Counter[str] = field(default_factory=Counter)
    sample: Verdict | None = None


class Tally:
    """For many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._matches: Counter[int] = Counter()
        self._asked: dict[str, _Asked] = {}

    def add(self, program: str, judged: Judged) -> Counter[Action]:
        """A look, or many at once, of a program; gives back what was asked for, and how often."""
        actions = judged.actions()
        sample = next((verdict for verdict in judged.verdicts if verdict.matches), None)
        with self._lock:
            for entry, count in judged.counts().items():
                self._matches[entry] += count
            asked = self._asked.get(program) or self._asked.setdefault(program, _Asked())
            for action, count in actions.items():
                asked.actions[action] += count
            asked.sample = asked.sample or sample
        return actions

    def put_down_matches(self, now: datetime) -> int:
        """How many entries were held for matching much. Raises Unavailable, and loses nothing."""
        with self._lock:
            matches, self._matches = self._matches, Counter()
        if not matches:
            return 0
        try:
            with self._engine.begin() as db:
                count_matches(db, matches, now)
                return hold_floods(db, SHIELD, matches, now)
        except BaseException:
            with self._lock:
                self._matches.update(matches)
            raise

    def put_down_asked(self) -> None:
        """Into the audit log. Raises Unavailable, and loses nothing."""
        with self._lock:
            asked, self._asked = self._asked, {}
        if not asked:
            return
        try:
            with self._engine.begin() as db:
                for program, some in asked.items():
                    audit.record(db, Actor(program), "looked up", "shield", _details(some))
        except BaseException:
            with self._lock:
                for program, some in asked.items():
                    there = self._asked.setdefault(program, _Asked())
                    there.actions.update(some.actions)
                    there.sample = some.sample or there.sample
            raise


def _details(asked: _Asked) -> dict[str, object]:
    details: dict[str, object] = {"looks": dict(asked.actions)}
    if asked.sample is not None:
        details["sample"] = {
            "verdict": asked.sample.action,
            "entries": [match.found.entry for match in asked.sample.matches],
        }
    return details
