"""Ads as a search shows them: newest first, a page at a time.

Connection, query, Window, Within -> load_hits -> Page
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from tantivy import Query

from lamplight.errors import BadInput
from lamplight.model import Field
from lamplight.search.excerpt import Excerpt, excerpt_of
from lamplight.search.facets import Facets, facets_of
from lamplight.search.within import Within, inside
from lamplight.store.ad_index import ad_index
from lamplight.store.ad_query import all_of
from lamplight.store.among import among
from lamplight.store.clusters import Member, members_of
from lamplight.store.leads import ranks_of
from lamplight.store.tables import ads

MOST_HITS = 200
_TITLE_CHARACTERS = 200
_TEXT_CHARACTERS = 280

Spans = Mapping[Field, Sequence[tuple[int, int]]]
"""Half-open spans in an ad's fields, in code points."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of what was found is shown: 1 to 200 hits, from an offset on. Raises BadInput."""

    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS or not 0 <= self.offset < 2**31:
            raise BadInput(
                f"want 1 to {MOST_HITS} hits from 0 on, not {self.limit} from {self.offset} on"
            )


@dataclass(frozen=True, slots=True)
class Hit:
    """One ad that was found.

    number    by which the tables know it
    title, text  what it says, the found words marked; at most 200 and 280 characters
    place     "city, region, country" as far as the ad says
    provider, network  None while no run has linked it
    rank      of the network's lead, or None
    distance  bits by which its nearest picture differs; None but in a search by picture
    turned    how that picture is turned, in words; "" for as it is
    """

    number: int
    source: str
    ad_id: str
    title: Excerpt
    text: Excerpt
    url: str | None
    posted_at: datetime | None
    place: str
    provider: str | None
    network: str | None
    rank: int | None
    distance: int | None = None
    turned: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits, how many there are in all, and where and when all of them stood."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Facets = field(default_factory=Facets)


SpansOf = Callable[[Sequence[Row[Any]]], Mapping[int, Spans]]
"""Rows of the ads on the page -> what to mark in them, by number."""


def no_spans(_rows: Sequence[Row[Any]]) -> Mapping[int, Spans]:
    """For what is not found in words: nothing is marked."""
    return {}


def load_hits(
    db: Connection, query: Query, window: Window, within: Within, spans_of: SpansOf
) -> Page:
    """The ads that a query finds, newest first, those without a time last."""
    index = ad_index(db)
    narrowed = all_of([query, *inside(index, within)])
    numbers, total = index.newest(narrowed, window.limit, window.offset)
    found = {row.number: row for row in _rows(db, numbers)}
    rows = [found[number] for number in numbers if number in found]
    spans = spans_of(rows) if rows else {}
    return Page(_hits(db, rows, spans), total, facets_of(index, narrowed) if total else Facets())


def hits_of(db: Connection, numbers: Sequence[int]) -> list[Hit]:
    """The ads of these numbers, in their order, nothing marked."""
    found = {hit.number: hit for hit in _hits(db, _rows(db, numbers), {})}
    return [found[number] for number in numbers if number in found]


def _rows(db: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    names = ("number", "source", "id", "title", "body", "url", "posted_at")
    wanted = select(*(ads.c[name] for name in (*names, "city", "region", "country")))
    return db.execute(wanted.where(among(db, ads.c.number, numbers))).all()


def _hits(db: Connection, rows: Sequence[Row[Any]], spans: Mapping[int, Spans]) -> tuple[Hit, ...]:
    members = members_of(db, [row.number for row in rows])
    ranks = ranks_of(db, sorted({member.network for member in members.values()}))
    return tuple(
        _hit(row, spans.get(row.number, {}), members.get(row.number), ranks) for row in rows
    )


def _hit(row: Row[Any], spans: Spans, member: Member | None, ranks: Mapping[str, int]) -> Hit:
    return Hit(
        number=row.number,
        source=row.source,
        ad_id=row.id,
        title=excerpt_of(row.title, spans.get("title", ()), _TITLE_CHARACTERS),
        text=excerpt_of(row.body, spans.get("body", ()), _TEXT_CHARACTERS),
        url=row.url,
        posted_at=row.posted_at,
        place=", ".join(part for part in (row.city, row.region, row.country) if part),
        provider=member.provider if member else None,
        network=member.network if member else None,
        rank=ranks.get(member.network) if member else None,
    )
