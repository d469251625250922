"""/queue: the networks in the order in which an hour of work would help most.

The page, its list alone for htmx, and /api/queue; what was decided is kept apart from what is open,
and so are networks of which there is not enough to say, but for those held for known pictures.
"""

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import Field
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, RedirectResponse

from lamplight.model import Actor, Lead
from lamplight.store import leads, runs
from lamplight.store.leads import Count
from lamplight.web import render, way_back
from lamplight.web.request import Db, EmptyIsNone, Line, Who
from lamplight.web.schema import API, PAGES
from lamplight.web.words import evidence

router = APIRouter()
AT_ONCE = 25
Bits = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
Shown = Literal["open", "confirmed", "dismissed", "leave alone", "any"]
STATUSES: dict[Shown, str] = {
    "open": "Open",
    "confirmed": "Confirmed",
    "leave alone": "Left alone",
    "dismissed": "Dismissed",
    "any": "All",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the queue is narrowed to, as it was asked for."""

    text: Annotated[Line, Query(max_length=200, description="words that one ad holds")] = ""
    place: Annotated[Line, Query(max_length=100, description="part of a place's name")] = ""
    status: Annotated[Shown, Query(description="what was decided")] = "open"
    min_score: Annotated[Bits | None, EmptyIsNone, Query(description="bits")] = None
    held: Annotated[bool, Query(description="only those with pictures on a known list")] = False
    thin: Annotated[bool, Query(description="those of which there is not enough to say")] = False
    page: Annotated[int, Query(ge=1, le=100_000)] = 1

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.place or self.held or self.min_score is not None)


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some leads, best first.

    total   leads of this kind in all, or more; other: those on the other side of "not enough to
            say"
    held    open leads that are held for known pictures, whatever is shown
    most    bits of the most evidence for a lead shown, what bars are measured by
    ran     whether any run is done
    """

    asked: Asked
    leads: tuple[Lead, ...]
    total: Count
    other: Count
    held: Count
    most: float
    ran: bool

    @property
    def ranked(self) -> Count:
        return self.other if self.asked.thin else self.total

    @property
    def unsaid(self) -> Count:
        return self.total if self.asked.thin else self.other

    @property
    def low(self) -> bool:
        """Whether none of these, of which nobody has decided yet, is above even odds."""
        return self.asked.status == "open" and all(lead.score <= 0 for lead in self.leads)

    @property
    def turn(self) -> Lead | None:
        """The first at or below even odds, where others stand above."""
        if self.asked.thin or self.asked.status != "open" or not self.leads:
            return None
        low = (lead for lead in self.leads if lead.score <= 0)
        return next(low, None) if self.leads[0].score > 0 else None

    @property
    def held_elsewhere(self) -> int:
        """Of a queue that is not narrowed: held leads that are not on this page."""
        here = sum(1 for lead in self.leads if lead.held)
        return 0 if self.asked.narrowed else self.held.leads - here

    @property
    def pages(self) -> int:
        return max(1, -(-self.total.leads // AT_ONCE) + self.total.more)

    @property
    def first(self) -> int:
        return (self.asked.page - 1) * AT_ONCE + 1

    @property
    def statuses(self) -> dict[Shown, str]:
        return STATUSES

    def link(self, *, thin: bool) -> str:
        """To the same question on one side of "not enough to say"."""
        return _address(replace(self.asked, thin=thin, page=1))

    def link_to(self, page: int) -> str:
        return _address(replace(self.asked, page=page))


@dataclass(frozen=True, slots=True)
class Queue:
    """The same for programs."""

    leads: tuple[Lead, ...]
    total: int
    more: bool = False


@router.get("/", include_in_schema=False)
def home() -> RedirectResponse:
    return RedirectResponse("/queue", 303)


@router.get("/queue", response_class=HTMLResponse, responses=PAGES)
def queue_page(
    request: Request,
    db: Db,
    who: Who,
    asked: Annotated[Asked, Depends()],
    hx_request: Annotated[bool, Header()] = False,
) -> HTMLResponse:
    """The page; only its list when htmx asks."""
    name = "queue/_list.html" if hx_request else "queue/page.html"
    response = render.page(request, name, view(db, who, asked))
    way_back.keep(request, response, _address(asked))
    return response


@router.get("/api/queue", responses=API)
def queue_json(db: Db, who: Who, asked: Annotated[Asked, Depends()]) -> Queue:
    """The same leads, best first."""
    found = view(db, who, asked)
    return Queue(found.leads, found.total.leads, found.total.more)


def view(db: Connection, who: Actor, asked: Asked) -> QueuePage:
    """What the page shows; nothing at all before the first run is done."""
    if runs.done_run(db) is None:
        none = Count(0)
        return QueuePage(asked, (), total=none, other=none, held=none, most=0.0, ran=False)
    wanted = leads.Filters(
        place=asked.place,
        min_score=asked.min_score,
        status=None if asked.status == "any" else asked.status,
        text=asked.text,
        enough=None if asked.held else not asked.thin,
        held=asked.held,
    )
    found = leads.queue_page(db, who, wanted, AT_ONCE, (asked.page - 1) * AT_ONCE)
    return QueuePage(
        asked=asked,
        leads=found.leads,
        total=Count(found.total, found.more),
        other=leads.count_leads(db, replace(wanted, enough=asked.thin)),
        held=leads.count_leads(db, leads.Filters(status="open", held=True)),
        most=max(map(evidence, found.leads), default=0.0),
        ran=True,
    )


def _address(asked: Asked) -> str:
    """The queue's address with what was asked, without what goes without saying."""
    said = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in asdict(asked).items()
        if value != Asked.__dataclass_fields__[name].default
    }
    return "/queue" + ("?" + urlencode(said) if said else "")
