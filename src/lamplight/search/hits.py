"""Ads as a search shows them: newest first, a page at a time.

Connection, query for ads' numbers, Window, Within -> load_hits -> Page
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Row, Select, and_, func, or_, select

from lamplight.errors import BadInput
from lamplight.model import Field
from lamplight.search.excerpt import Excerpt, excerpt_of
from lamplight.store.runs import done_run
from lamplight.store.tables import ads, leads, memberships, signals

MOST_HITS = 200
MANY = 2_000
"""Of so many it is quicker to walk from the newest on than to look up each."""
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
class Within:
    """What a search is narrowed to; empty means everything.

    place  names, set apart by commas; each in the ad's city, region, country or a place it names
    since, until  posted_at, the first included, the second not; ads without a time are left out
    """

    place: str = ""
    since: datetime | None = None
    until: datetime | None = None


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
    """Some hits and how many there are in all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


SpansOf = Callable[[Sequence[Row[Any]]], Mapping[int, Spans]]
"""Rows of the ads on the page -> what to mark in them, by number."""


def no_spans(_rows: Sequence[Row[Any]]) -> Mapping[int, Spans]:
    """For what is not found in words: nothing is marked."""
    return {}


def load_hits(
    db: Connection, numbers: Select[tuple[int]], window: Window, within: Within, spans_of: SpansOf
) -> Page:
    """The ads of these numbers, newest first, those without a time last."""
    shown, total = _newest(db, numbers, window, within)
    found = {row.number: row for row in _rows(db, shown)}
    rows = [found[number] for number in shown]
    spans = spans_of(rows) if rows else {}
    return Page(tuple(_hit(row, spans.get(row.number, {})) for row in rows), total)


def hits_of(db: Connection, numbers: Sequence[int]) -> list[Hit]:
    """The ads of these numbers, in their order, nothing marked."""
    found = {row.number: _hit(row, {}) for row in _rows(db, numbers)}
    return [found[number] for number in numbers if number in found]


def matching(db: Connection, numbers: Select[tuple[int]], within: Within) -> ColumnElement[bool]:
    """The condition that an ad is one of these and within the bounds."""
    return and_(ads.c.number.in_(numbers), *_conditions(db, within))


def _newest(
    db: Connection, numbers: Select[tuple[int]], window: Window, within: Within
) -> tuple[list[int], int]:
    """Numbers of the ads in the window, and how many there are in all.

    Of many, those are met first that are newest: the index of times is walked until the window is
    full, and only the numbers are counted. Else each is looked at once.
    """
    some = select(func.count()).select_from(numbers.limit(MANY).subquery())
    many = db.execute(some).scalar_one() == MANY
    order = (ads.c.posted_at.desc().nulls_last(), ads.c.number.desc())
    number = ads.c.number + 0 if many else ads.c.number  # a sum is not looked up by its index
    page = select(ads.c.number).order_by(*order).limit(window.limit).offset(window.offset)
    page = page.where(number.in_(numbers), *_conditions(db, within))
    if many and within == Within():
        total = db.execute(select(func.count()).select_from(numbers.subquery())).scalar_one()
        return list(db.execute(page).scalars()), total
    rows = db.execute(page.add_columns(func.count().over())).all()
    if not rows and window.offset:
        return [], _newest(db, numbers, Window(1), within)[1]
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _rows(db: Connection, numbers: Sequence[int]) -> Sequence[Row[Any]]:
    return db.execute(_columns(db).where(ads.c.number.in_(numbers))).all()


def _columns(db: Connection) -> Select[tuple[Any, ...]]:
    run = done_run(db)
    joined = ads.outerjoin(
        memberships, (memberships.c.ad == ads.c.number) & (memberships.c.run == run)
    ).outerjoin(leads, (leads.c.run == run) & (leads.c.network == memberships.c.network))
    names = ("number", "source", "id", "title", "body", "url", "posted_at")
    return select(
        *(ads.c[name] for name in (*names, "city", "region", "country")),
        memberships.c.provider,
        memberships.c.network,
        leads.c.rank,
    ).select_from(joined)


def _conditions(db: Connection, within: Within) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for name in within.place.split(","):
        if name := name.strip():
            conditions.append(_in_place(db, name))
    if within.since is not None:
        conditions.append(ads.c.posted_at >= within.since)
    if within.until is not None:
        conditions.append(ads.c.posted_at < within.until)
    return conditions


def _in_place(db: Connection, name: str) -> ColumnElement[bool]:
    values = _different_places()
    fitting = select(values.c.value).where(values.c.value.icontains(name, autoescape=True))
    named = select(signals.c.ad).where(
        signals.c.kind == "place", signals.c.value.in_(list(db.execute(fitting).scalars()))
    )
    columns = (ads.c.city, ads.c.region, ads.c.country)
    given = [column.icontains(name, autoescape=True) for column in columns]
    return or_(*given, ads.c.number.in_(named))


def _different_places() -> CTE:
    """Each place that ads name, once: the index is stepped from one to the next, not read whole."""
    places = signals.c.kind == "place"
    first = select(func.min(signals.c.value).label("value")).where(places)
    steps = first.cte("places", recursive=True)
    following = select(func.min(signals.c.value)).where(places, signals.c.value > steps.c.value)
    return steps.union_all(select(following.scalar_subquery()).where(steps.c.value.is_not(None)))


def _hit(row: Row[Any], spans: Spans) -> Hit:
    return Hit(
        number=row.number,
        source=row.source,
        ad_id=row.id,
        title=excerpt_of(row.title, spans.get("title", ()), _TITLE_CHARACTERS),
        text=excerpt_of(row.body, spans.get("body", ()), _TEXT_CHARACTERS),
        url=row.url,
        posted_at=row.posted_at,
        place=", ".join(part for part in (row.city, row.region, row.country) if part),
        provider=row.provider,
        network=row.network,
        rank=row.rank,
    )
