"""What of a network hangs on the day on which it is looked at, so that it can be told again.

Facts, now -> recencies -> Recency -> rules.DAILY[rule] -> Finding

Everything else that a rule says stays the same from day to day. But for two things: what lists hold
changes, and an ad that is dated ahead counts from its day on; such networks have none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lamplight.arrays import I64
from lamplight.ordered import ordered
from lamplight.rank.facts import NEVER, Facts, firsts

DAY = 86_400_000_000
"""Microseconds."""
WINDOW = 30 * DAY
"""What is older hangs on no day any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Recency:
    """When a network was seen, microseconds since 1970, UTC.

    last  NEVER where that is not known
    days  of each UTC day in the window the last moment, ascending
    """

    last: int
    days: I64

    def lately(self, now: int) -> I64:
        """Those of its days that are still in the window."""
        return self.days[self.days > now - WINDOW]


def recencies(facts: Facts, now: int) -> Sequence[Recency | None]:
    """Of each network; None where more than the day may change it."""
    last = np.full(len(facts.networks), NEVER)
    np.maximum.at(last, facts.network, facts.seen)
    lately = np.flatnonzero((facts.seen > now - WINDOW) & (facts.seen <= now))
    lately = lately[ordered(facts.network[lately], facts.seen[lately])]
    network, seen = facts.network[lately], facts.seen[lately]
    ends = np.append(firsts(np.stack((network, seen // DAY)))[1:], len(lately) > 0)
    network, seen = network[ends[: len(network)]], seen[ends[: len(seen)]]
    days = np.split(seen, np.searchsorted(network, np.arange(1, len(last))))
    unsteady = last > now
    unsteady[[int(facts.network[ad]) for ad, _ in facts.hits]] = True
    return [
        None if changes else Recency(moment, its)
        for moment, its, changes in zip(last.tolist(), days, unsteady.tolist(), strict=True)
    ]
