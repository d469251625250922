"""On how many of the last thirty days the network posted.

View -> find -> Finding

Days, not ads: posting a text again and again on one day says nothing. Strength is full from ten
days.
"""

from collections.abc import Iterator
from datetime import timedelta

from lamplight.rank.finding import Finding
from lamplight.rank.view import View

WINDOW = timedelta(days=30)
FULL_DAYS = 10


def find(view: View) -> Iterator[Finding]:
    days = {ad.seen_at.date() for ad in view.seen if ad.seen_at and view.now - ad.seen_at < WINDOW}
    if len(days) > 1:
        yield Finding(f"Posted on {len(days)} of the last 30 days", min(1.0, len(days) / FULL_DAYS))
