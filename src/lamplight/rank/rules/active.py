"""On how many of the last thirty days the network posted.

View -> find -> (number of the network, Finding)

Days, not ads: posting a text again and again on one day says nothing. Strength is full from ten
days.
"""

from collections.abc import Iterator

import numpy as np

from lamplight.rank.facts import NONE
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY, WINDOW, Recency
from lamplight.rank.view import View

FULL_DAYS = 10


def find(view: View) -> Iterator[tuple[int, Finding]]:
    seen = view.facts.seen
    lately = (seen > view.now - WINDOW) & (seen <= view.now)
    days = view.facts.distinct(np.where(lately, seen // DAY, NONE))
    for network in np.flatnonzero(days > 1).tolist():
        yield network, _said(int(days[network]))


def again(recency: Recency, now: int) -> Finding | None:
    days = len(recency.lately(now))
    return _said(days) if days > 1 else None


def _said(days: int) -> Finding:
    return Finding(f"Posted on {days} of the last 30 days", min(1.0, days / FULL_DAYS))
