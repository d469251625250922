"""One thing that a person said, and until when it holds.

Known limit: a decision is about what was known when it was made; nothing here says why it was
right.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from lamplight.errors import BadInput

DecisionKind = Literal[
    "same", "not the same", "leave alone", "confirmed", "dismissed", "restore", "ignore"
]

LEAVE_ALONE = timedelta(days=90)
"""How long a network is left alone where nobody says until when."""


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

    @property
    def about(self) -> object:
        """The same for decisions of which only the newest counts."""
        return self.network or self.value or frozenset((self.left, self.right))

    def holds(self, now: datetime) -> bool:
        """Neither undone nor expired."""
        return self.undone_at is None and (self.expires_at is None or now < self.expires_at)


def end_of(until: date | None, now: datetime) -> datetime:
    """When a network is no longer left alone: at the end of that day, UTC, or after 90 days. Raises
    BadInput where it is past."""
    if until is None:
        return now + LEAVE_ALONE
    ends = datetime.combine(until, time.max, UTC)
    if ends <= now:
        raise BadInput(f"{until} is past; want a day from today on")
    return ends
