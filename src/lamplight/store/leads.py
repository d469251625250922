"""The queue: leads in their order, filtered, and single leads.

Connection, Actor, Filters -> queue_page -> Page
Connection, Actor, id -> get_lead -> Lead
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    exists,
    func,
    select,
    type_coerce,
)

from lamplight.errors import NotFound
from lamplight.model import Actor, Evidence, Lead, Reason, Status
from lamplight.store import audit
from lamplight.store.among import among
from lamplight.store.clusters import resolve
from lamplight.store.decisions import load_statuses
from lamplight.store.lead_words import Holding, leads_holding
from lamplight.store.picture_matches import withheld_by_network
from lamplight.store.runs import done_run, need_done_run
from lamplight.store.tables import leads, memberships

MOST_COUNTED = 50
"""Of more that hold frequent words it may only be said that they are more."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page of the queue is narrowed to; empty means everything.

    place      part of a city's, region's or country's name
    min_score  bits
    status     one of the model's
    text       words that one ad of the network holds, all of them
    enough     whether there is enough to say of it; None: either
    held       only those with a picture that is known and shown nowhere
    """

    place: str = ""
    min_score: float | None = None
    status: Status | None = None
    text: str = ""
    enough: bool | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many leads there are in all, or that there are more than so many."""

    leads: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some leads, best first, and how many there are in all.

    more  there are more than total; they were not counted
    """

    leads: tuple[Lead, ...]
    total: int
    more: bool = False


def lead_id(network: str) -> str:
    """A lead's id follows from its network's, and is as lasting."""
    return "l" + network.removeprefix("n")


def queue_page(
    db: Connection, actor: Actor, filters: Filters, limit: int | None = 50, offset: int = 0
) -> Page:
    """Leads in order of rank; raises NotFound where no run is done yet."""
    need_done_run(db)
    audit.record(db, actor, "saw queue", "queue", {"limit": limit, "offset": offset})
    return load_page(db, filters, limit, offset)


def load_page(db: Connection, filters: Filters, limit: int | None, offset: int = 0) -> Page:
    statuses = network_statuses(db)
    ranked = _ranked(db, filters, statuses)
    if words := filters.text.split():
        most = None if limit is None else max(MOST_COUNTED, offset + limit)
        found = _holding(db, ranked, words, most)
        end = None if limit is None else offset + limit
        on_page = among(db, leads.c.rank, found.ranks[offset:end])
        count = Count(len(found.ranks), found.more)
    else:
        on_page = leads.c.rank.in_(ranked.limit(limit).offset(offset).subquery().select())
        count = _count(db, ranked)
    rows = db.execute(
        select(leads).where(leads.c.run == done_run(db), on_page).order_by(leads.c.rank)
    )
    return Page(_with_held(db, [_lead(row, statuses) for row in rows]), count.leads, count.more)


def count_leads(db: Connection, filters: Filters) -> Count:
    """All of them; where frequent words are looked for no further than need be said."""
    ranked = _ranked(db, filters, network_statuses(db))
    if words := filters.text.split():
        found = _holding(db, ranked, words, MOST_COUNTED)
        return Count(len(found.ranks), found.more)
    return _count(db, ranked)


def count_without_lead(db: Connection, run: int) -> int:
    """Networks of a run whose lead was taken away since, because of something forgotten."""
    led = exists().where(leads.c.run == run, leads.c.network == memberships.c.network)
    without = select(func.count(memberships.c.network.distinct()))
    return db.execute(without.where(memberships.c.run == run, ~led)).scalar_one()


def _count(db: Connection, ranked: Select[int]) -> Count:
    asked = select(func.count()).select_from(ranked.subquery())
    return Count(db.execute(asked).scalar_one())


def _ranked(db: Connection, filters: Filters, statuses: dict[str, Status]) -> Select[int]:
    """A query for the ranks of the leads that are wanted, best first."""
    narrowed = _narrowed(db, filters, statuses)
    return select(leads.c.rank).where(*narrowed).order_by(leads.c.rank)


def get_lead(db: Connection, actor: Actor, id: str) -> Lead:
    """By a network's or lead's id, old ones included; raises NotFound."""
    network = resolve(db, "n" + id.removeprefix("l") if id.startswith("l") else id)
    row = db.execute(
        select(leads).where(leads.c.run == done_run(db), leads.c.network == network)
    ).first()
    if row is None:
        raise NotFound(f"no lead {id!r}")
    audit.record(db, actor, "saw lead", network)
    return _with_held(db, [_lead(row, network_statuses(db))])[0]


def ranks_of(db: Connection, networks: Sequence[str]) -> dict[str, int]:
    """The rank of each of these networks that has a lead."""
    rows = db.execute(
        select(leads.c.network, leads.c.rank)
        .where(leads.c.run == done_run(db), leads.c.network.in_(networks))
    )  # fmt: skip
    return {network: rank for network, rank in rows}


def network_statuses(db: Connection) -> dict[str, Status]:
    """What people decided of networks, by the ids that count now; "open" is left out."""
    return load_statuses(db, datetime.now(UTC))


def _narrowed(
    db: Connection, filters: Filters, statuses: dict[str, Status]
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [leads.c.run == done_run(db)]
    if filters.place:
        cities = type_coerce(leads.c.cities, Text)
        conditions.append(cities.icontains(filters.place, autoescape=True))
    if filters.min_score is not None:
        conditions.append(leads.c.score >= filters.min_score)
    if filters.status == "open":
        conditions.append(leads.c.network.not_in(list(statuses)))
    elif filters.status is not None:
        named = [network for network, status in statuses.items() if status == filters.status]
        conditions.append(leads.c.network.in_(named))
    if filters.held:
        conditions.append(among(db, leads.c.network, list(withheld_by_network(db))))
    if filters.enough is not None:
        conditions.append(leads.c.enough.is_(filters.enough))
    return conditions


def _holding(
    db: Connection, ranked: Select[int], words: Sequence[str], enough: int | None
) -> Holding:
    def narrow(ranks: list[int]) -> list[int]:
        return list(db.execute(ranked.where(among(db, leads.c.rank, ranks))).scalars())

    return leads_holding(db, words, narrow, enough)


def _lead(row: Row[Any], statuses: dict[str, Status]) -> Lead:
    return Lead(
        lead_id=lead_id(row.network),
        network_id=row.network,
        rank=row.rank,
        score=row.score,
        probability=row.probability,
        ads=row.ads,
        providers=row.providers,
        cities=tuple(row.cities),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        reasons=tuple(reason_in(reason) for reason in row.reasons),
        enough=row.enough,
        status=statuses.get(row.network, "open"),
    )


def _with_held(db: Connection, some: Sequence[Lead]) -> tuple[Lead, ...]:
    held = withheld_by_network(db)
    return tuple(replace(lead, held=held.get(lead.network_id, 0)) for lead in some)


def reason_in(stored: dict[str, Any]) -> Reason:
    evidence = tuple(Evidence(**it) for it in stored["evidence"])
    return Reason(stored["text"], stored["bits"], stored["kind"], evidence)
