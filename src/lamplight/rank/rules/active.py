"""On how many of the last thirty days the network posted.

View -> find -> (number of the network, Finding)

Days, not ads: posting a text again and again on one day says nothing. Strength is full from ten
days.
"""

from collections.abc import Iterator

import numpy as np

from lamplight.rank.facts import NONE
from lamplight.rank.finding import Finding
from lamplight.rank.view import DAY, View

WINDOW = 30 * DAY
FULL_DAYS = 10


def find(view: View) -> Iterator[tuple[int, Finding]]:
    seen = view.facts.seen
    lately = (seen > view.now - WINDOW) & (seen <= view.now)
    days = view.facts.distinct(np.where(lately, seen // DAY, NONE))
    for network in np.flatnonzero(days > 1).tolist():
        many = int(days[network])
        yield (
            network,
            Finding(f"Posted on {many} of the last 30 days", min(1.0, many / FULL_DAYS)),
        )
