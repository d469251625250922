"""How lately the network was seen: an hour of work helps more where somebody still is.

View -> find -> (number of the network, Finding)

Strength falls from one on the day itself to nothing after thirty days.
"""

from collections.abc import Iterator
from dataclasses import replace

from lamplight.rank.facts import NONE, moment
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY, Recency
from lamplight.rank.view import View

FADES_DAYS = 30


def find(view: View) -> Iterator[tuple[int, Finding]]:
    days = (view.now - view.facts.seen[view.past]) // DAY
    for network, rows in view.by_network(view.past[days < FADES_DAYS]):
        found = _said(int(view.facts.seen[rows[-1]]), view.now)
        yield network, replace(found, marks=[(rows[-1], NONE)])


def again(recency: Recency, now: int) -> Finding | None:
    fresh = (now - recency.last) // DAY < FADES_DAYS
    return _said(recency.last, now) if fresh else None


def _said(last: int, now: int) -> Finding:
    at = moment(last)  # its day: a count of days would be old tomorrow
    return Finding(f"Last seen on {at.day} {at:%b %Y}", 1 - (now - last) // DAY / FADES_DAYS)
