"""How lately the network was seen: an hour of work helps more where somebody still is.

View -> find -> (number of the network, Finding)

Strength falls from one on the day itself to nothing after thirty days.
"""

from collections.abc import Iterator

from lamplight.rank.facts import NONE, moment
from lamplight.rank.finding import Finding
from lamplight.rank.view import DAY, View

FADES_DAYS = 30


def find(view: View) -> Iterator[tuple[int, Finding]]:
    days = (view.now - view.facts.seen[view.past]) // DAY
    for network, rows in view.by_network(view.past[days < FADES_DAYS]):
        last = rows[-1]
        ago = (view.now - int(view.facts.seen[last])) // DAY
        at = moment(int(view.facts.seen[last]))  # its day: a count of days would be old tomorrow
        yield (
            network,
            Finding(f"Last seen on {at.day} {at:%b %Y}", 1 - ago / FADES_DAYS, [(last, NONE)]),
        )
