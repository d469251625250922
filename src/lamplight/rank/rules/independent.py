"""One person, one phone and no other, one area, over two weeks or more.

View -> find -> (number of the network, Finding)

What working for oneself looks like from outside. Three different days at least, so that a single ad
says nothing.
"""

from collections.abc import Iterator

import numpy as np

from lamplight.rank.facts import NONE, Facts
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY
from lamplight.rank.view import View

DAYS = 3
STABLE = 14 * DAY


def find(view: View) -> Iterator[tuple[int, Finding]]:
    facts = view.facts
    days = np.full(len(facts.network), NONE)
    days[view.past] = facts.seen[view.past] // DAY
    alone = (
        (facts.distinct(view.person) == 1)
        & (view.different("phone") == 1)
        & (facts.distinct(view.area) == 1)
        & (facts.distinct(days) >= DAYS)
    )
    for network, rows in view.by_network(view.past[alone[facts.network[view.past]]]):
        over = int(facts.seen[rows[-1]] - facts.seen[rows[0]])
        if over >= STABLE:
            place = _first_place(facts, network).split(",")[0]
            yield (
                network,
                Finding(f"One provider, one phone, one place ({place}) for {over // DAY} days"),
            )


def _first_place(facts: Facts, network: int) -> str:
    """Of a network with an area, in order of ads."""
    row = int(np.searchsorted(facts.network, network))
    while facts.place[row] == NONE:
        row += 1
    return facts.places[int(facts.place[row])]
