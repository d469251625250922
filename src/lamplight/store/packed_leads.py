"""Leads as a run stores them: small, and quickly handed on from process to process.

Lead, Recency -> pack -> Packed -> add_packed
"""

from collections.abc import Sequence
from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from lamplight.model import Lead
from lamplight.rank.recency import Recency
from lamplight.store import packed
from lamplight.store.bulk import insert_columns
from lamplight.store.packed import MOMENT
from lamplight.store.tables import leads
from lamplight.store.types import microseconds


class Packed(NamedTuple):
    """A lead without its rank, as the database holds it.

    cities, reasons  JSON
    days             packed days of its Recency; None where more than the day may change it
    """

    network: str
    score: float
    probability: float | None
    ads: int
    providers: int
    cities: str
    first_seen: int | None
    last_seen: int | None
    reasons: str
    enough: bool
    days: bytes | bytearray | None


def pack(lead: Lead, recency: Recency | None = None) -> Packed:
    return Packed(
        *(lead.network_id, lead.score, lead.probability, lead.ads, lead.providers),
        orjson.dumps(lead.cities).decode(),
        *(microseconds(lead.first_seen), microseconds(lead.last_seen)),
        *(orjson.dumps(lead.reasons).decode(), lead.enough),
        None if recency is None else packed.pack(recency.days.astype(MOMENT)),
    )


def add_packed(db: Connection, run: int, ranks: Sequence[int], found: Sequence[Packed]) -> None:
    columns = dict(zip(Packed._fields, zip(*found, strict=True), strict=bool(found)))
    own = {"run": [run] * len(found), "rank": ranks}
    insert_columns(db, leads, {**own, **columns})


def add_leads(db: Connection, run: int, found: Sequence[Lead]) -> None:
    add_packed(db, run, [lead.rank for lead in found], [pack(lead) for lead in found])
