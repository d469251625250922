"""One thing that a person said, and until when it holds.

Known limit: a decision is about what was known when it was made; nothing here says why it was
right.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DecisionKind = Literal[
    "same", "not the same", "leave alone", "confirmed", "dismissed", "restore", "ignore"
]


@dataclass(frozen=True, slots=True)
class Decision:
    """About two ads (same, not the same), a network (leave alone, confirmed, dismissed), or a
    value (restore, ignore).

    number       grows with time; a later one about the same thing counts
    left, right  numbers of ads
    network      id at the time
    value        (kind, value in normal form)
    expires_at   UTC; None: holds until undone
    """

    number: int
    kind: DecisionKind
    actor: str
    at: datetime
    note: str = ""
    left: int | None = None
    right: int | None = None
    network: str | None = None
    value: tuple[str, str] | None = None
    expires_at: datetime | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Neither undone nor expired."""
        return self.undone_at is None and (self.expires_at is None or now < self.expires_at)
