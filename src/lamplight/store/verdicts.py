"""Leads that people judged, with their scores.

Connection -> load_verdicts -> Verdict

Only leads with enough evidence: for the others nothing is claimed, so nothing is learnt.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from lamplight.store.decisions import load_statuses
from lamplight.store.runs import done_run
from lamplight.store.tables import leads


@dataclass(frozen=True, slots=True)
class Verdict:
    """score in bits, of the newest run that is done; confirmed, else dismissed."""

    score: float
    confirmed: bool


def load_verdicts(db: Connection) -> list[Verdict]:
    """In order of rank."""
    said = load_statuses(db, datetime.now(UTC))
    rows = db.execute(
        select(leads.c.network, leads.c.score)
        .where(leads.c.run == done_run(db), leads.c.enough)
        .order_by(leads.c.rank)
    )
    return [
        Verdict(score, said[network] == "confirmed")
        for network, score in rows
        if said.get(network) in ("confirmed", "dismissed")
    ]
