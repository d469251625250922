"""Leads of the run before that need not be found again: told again for the day, or as they were.

Connection, networks, Scorer -> carry -> leads, networks that are left to be ranked

What is carried is what ranking would find, to the byte. Where the program or the indicators are not
those that ranked before, nothing is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import numpy as np
import orjson
from sqlalchemy import Connection

from lamplight.bank.match import Watch
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import microseconds
from lamplight.rank.indicators import Indicator
from lamplight.rank.score import Scorer
from lamplight.store.carried import Held, held_leads, steady
from lamplight.store.facts import Networks
from lamplight.store.memberships import Homes
from lamplight.store.packed import MOMENT, pack
from lamplight.store.packed_leads import Packed
from lamplight.store.program import program
from lamplight.store.runs import done_run, load_run


@dataclass(frozen=True, slots=True)
class Day:
    """What a lead is told again for.

    before  where ads were in the run before
    """

    before: Homes
    scorer: Scorer
    watch: Watch
    now: datetime
    calibration: Calibration | None


def ranker_of(indicators: Sequence[Indicator]) -> str:
    """Tells what ranks: the program and its indicators."""
    return sha256(f"{program()} {list(indicators)!r}".encode()).hexdigest()


def carry(
    db: Connection, networks: Networks, ranker: str, day: Day
) -> tuple[list[Packed], Networks]:
    """Leads that hold, and the networks that are left."""
    number = done_run(db)
    before = None if number is None else load_run(db, number)
    if before is None or before.ranker != ranker or before.started_at > day.now:
        return [], networks
    if not day.scorer.holds():
        return [], networks
    same = steady(db, (before.number, day.before), networks, day.watch)
    wanted = {networks.ids[at] for at in np.flatnonzero(same).tolist()}
    leads = [_again(held, day) for held in held_leads(db, before.number, wanted)]
    done = {lead.network for lead in leads}
    return leads, networks.only(np.array([id not in done for id in networks.ids], np.bool_))


def _again(held: Held, day: Day) -> Packed:
    lead, recency, now = held.lead, held.recency, microseconds(day.now)
    if len(recency.days):
        scored = day.scorer.again(held.reasons(), lead.enough, recency, now)
        days = pack(recency.lately(now).astype(MOMENT))
        reasons = orjson.dumps(scored.reasons).decode()
        lead = lead._replace(score=scored.score, reasons=reasons, days=days)
    known = day.calibration if lead.enough else None
    return lead._replace(probability=None if known is None else known.probability(lead.score))
