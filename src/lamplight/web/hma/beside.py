"""What HMA's interface keeps beside banks, held for a moment, so that a look-up asks no database.

Shield -> Beside.now -> shares of banks, and whether contents of several entries are there
"""

import time
from dataclasses import dataclass, field

from lamplight.store.engine import reading
from lamplight.store.hma import has_siblings, ratios
from lamplight.store.known import known_now
from lamplight.web.shield.state import Shield

HELD_S = 1.0


@dataclass(frozen=True, slots=True)
class Kept:
    """shares of look-ups that banks answer; siblings: some content has several entries."""

    shares: dict[int, float] = field(default_factory=dict)
    siblings: bool = False
    position: int = -1
    at: float = float("-inf")


@dataclass(slots=True)
class Beside:
    """Of one server; what it changes itself it hears of at once, by the banks' log."""

    shield: Shield
    _kept: Kept = field(default_factory=Kept)

    def is_fresh(self) -> bool:
        """Whether a look-up needs no database."""
        now = known_now(self.shield.engine)
        return now is not None and self._counts(now.known.position)

    def now(self, position: int) -> Kept:
        """As of a position in the banks' log, or later. Raises Unavailable."""
        if not self._counts(position):
            with reading(self.shield.engine) as db:
                self._kept = Kept(ratios(db), has_siblings(db), position, time.monotonic())
        return self._kept

    def _counts(self, position: int) -> bool:
        kept = self._kept
        return kept.position == position and time.monotonic() - kept.at < HELD_S
