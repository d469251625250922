"""All stored ads as columns, without reading again those that are at hand.

Connection, Phrases -> AtHand, which a run gives what it stores -> read_ads -> AdColumns

At hand are those of the file that the run before left, and those that this run stored, but for what
the log says came, changed or went since.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from operator import call

import numpy as np
from sqlalchemy import BigInteger, Connection, cast, func, select

from lamplight.rank.facts import NEVER
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_columns import AdColumns
from lamplight.store.ad_columns_file import keeping, kept_columns
from lamplight.store.ad_log import Range, joined, logged_since
from lamplight.store.ad_rows import Told, Wanted, add_rows, read_rows
from lamplight.store.gathering import Gathering
from lamplight.store.intake import Stored
from lamplight.store.parts import read_parts
from lamplight.store.tables import ads

Work = Callable[[], None]

WORTH_WRITING = 0.1
"""Share of the ads that are not in the file; of fewer, the next run reads them once more."""

_FIRST, _LAST = -1, 2**62  # numbers that no ad has


class AtHand:
    """Ads that need not be read: those of the file, and those that the run itself stores."""

    def __init__(self, db: Connection, phrases: Phrases) -> None:
        """phrases: that ranking looks for."""
        kept = kept_columns(db, phrases)
        self.phrases = phrases
        self._gathering = Gathering(phrases, None if kept is None else kept[0])
        self._entry = None if kept is None else kept[1]
        self.filed = len(self._gathering)
        self._own: list[Range] = []

    def add(self, stored: Stored) -> None:
        add_rows(self._gathering, stored.first, stored.rows, stored.found)
        self._own.append((stored.first, stored.first + len(stored.rows) - 1))

    def taken(self, db: Connection) -> tuple[Gathering, list[Range]]:
        """What is at hand, and no longer from now on; and which ads are not, or have changed."""
        own, gathering = Counter(self._own), self._gathering
        self._gathering = Gathering(self.phrases)
        changed = []
        for one in logged_since(db, self._entry):
            if own[one]:
                own[one] -= 1  # the entry that says that they came
            else:
                changed.append(one)
        missing = joined(changed if self._entry else [*changed, *_between(joined(self._own))])
        gathering.drop(missing)
        return gathering, missing


def read_ads(
    db: Connection,
    at_hand: AtHand,
    told: Told = lambda _: None,
    beside: Callable[[Work], None] = call,
) -> AdColumns:
    """All that are stored.

    told    is given how many are known so far
    beside  is given what writes the file, which any thread may do
    """
    gathering, missing = at_hand.taken(db)
    read_rows(db, list(map(_within, missing)), gathering, told)
    ads = _with_times(db, gathering.done())
    if len(gathering) - at_hand.filed > WORTH_WRITING * len(gathering):
        beside(partial(keeping(db, at_hand.phrases), ads))
    return ads


def _between(ranges: Sequence[Range]) -> list[Range]:
    """All numbers that are in none of these, which are joined and in order."""
    around = [(_FIRST, _FIRST), *ranges, (_LAST, _LAST)]
    return [(left[1] + 1, right[0] - 1) for left, right in pairwise(around)]


def _within(numbers: Range) -> Wanted:
    return lambda column: column.between(*numbers)


def _with_times(db: Connection, columns: AdColumns) -> AdColumns:
    """With the newest time at which ads that say no other were collected: that is in no log."""
    facts, table = columns.facts, ads.c
    seen = facts.seen.copy()
    newest = func.coalesce(table.collected_at, cast(NEVER, BigInteger))
    for part in read_parts(db, select(table.number, newest).where(table.posted_at.is_(None))):
        number, moment = np.array(part, np.int64).T
        seen[np.searchsorted(facts.number, number)] = moment
    return replace(columns, facts=replace(facts, seen=seen))
