"""What HMA's interface keeps beside banks, held for a moment, so that a look-up asks no database.

Shield -> Beside.now -> shares of banks, and whether contents of several entries are there
Shield -> Beside.held -> the same and what banks know, where that needs no database
"""

import time
from dataclasses import dataclass, field
from typing import NamedTuple

from lamplight.store.engine import reading
from lamplight.store.hma import has_siblings, ratios
from lamplight.store.known import known, known_now
from lamplight.store.known_held import Current
from lamplight.web.shield.state import Shield

HELD_S = 1.0


@dataclass(frozen=True, slots=True)
class Kept:
    """shares of look-ups that banks answer; siblings: some content has several entries."""

    shares: dict[int, float] = field(default_factory=dict)
    siblings: bool = False
    position: int = -1
    at: float = float("-inf")


class Held(NamedTuple):
    """All that a look-up needs."""

    now: Current
    kept: Kept


@dataclass(slots=True)
class Beside:
    """Of one server; what it changes itself it hears of at once, by the banks' log."""

    shield: Shield
    _kept: Kept = field(default_factory=Kept)

    def held(self) -> Held | None:
        """None: a look-up needs the database."""
        now = known_now(self.shield.engine)
        if now is None or self._kept.siblings or not self._counts(now.known.position):
            return None
        return Held(now, self._kept)

    def caught_up(self) -> None:
        """What was just changed is in what look-ups ask at once."""
        self.now(known(self.shield.engine).known.position)

    def now(self, position: int) -> Kept:
        """As of a position in the banks' log, or later. Raises Unavailable."""
        if not self._counts(position):
            with reading(self.shield.engine) as db:
                self._kept = Kept(ratios(db), has_siblings(db), position, time.monotonic())
        return self._kept

    def _counts(self, position: int) -> bool:
        kept = self._kept
        return kept.position == position and time.monotonic() - kept.at < HELD_S
