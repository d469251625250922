"""/search: one box for a phone in any writing, an e-mail address, a handle or words; or a picture.

The answer says how the text was understood, and how else it could be. An uploaded picture is hashed
and let go; neither its bytes nor its name are kept.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from sqlalchemy import Connection, Engine
from starlette.responses import HTMLResponse

from lamplight.collect.places import read_places
from lamplight.errors import BadInput
from lamplight.model import Actor
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import Page as SearchedPage
from lamplight.search.hits import Window
from lamplight.search.pictures import find_hashes
from lamplight.search.query import Answer, Question, search
from lamplight.search.within import Within
from lamplight.store import runs
from lamplight.store.engine import reading
from lamplight.web import render
from lamplight.web.request import Db, EmptyIsNone, Line, Signed, Who
from lamplight.web.schema import API, PAGES
from lamplight.web.views.found_when import DAY, Bar, bars_of

router = APIRouter()
AT_ONCE = 25
MOST_PAGES = 1_000
Asked = Annotated[Line, Query(max_length=500, description="what to look for")]
Place = Annotated[Line, Query(max_length=100, description="city, region or country")]
Page = Annotated[int, Query(ge=1, le=MOST_PAGES)]
Picture = Annotated[UploadFile, File(description="the picture to look for")]
Day = Annotated[date | None, EmptyIsNone, Query(description="a day in UTC")]
Near = Annotated[Line, Form(max_length=100, description="city, region or country")]


def narrowed(place: Place = "", since: Day = None, until: Day = None) -> Within:
    """since  the first day; until: the day after the last, as for ``lamplight search``"""
    return Within(place, _begin(since), _begin(until))


def _begin(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), UTC)


Narrowed = Annotated[Within, Depends(narrowed)]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """answer is None while nothing was asked; refused: why what was asked can't be looked for."""

    asked: str
    within: Within
    page: int
    answer: Answer | None
    ran: bool
    refused: str = ""

    @property
    def pages(self) -> int:
        found = self.answer.page if self.answer else SearchedPage()
        return max(1, -(-found.total // AT_ONCE))

    @property
    def pictured(self) -> bool:
        return self.answer is not None and self.answer.kind == "picture"

    def link_to(self, page: int) -> str:
        return address(self.asked, self.within, page)

    def link_for(self, asked: str) -> str:
        """To another reading of the same text."""
        return address(asked, self.within)

    def link_at(self, place: str) -> str:
        """To those at a place, or everywhere."""
        return address(self.asked, replace(self.within, place=place))

    def link_between(self, since: datetime | None, until: datetime | None) -> str:
        """To those of a time, or any."""
        return address(self.asked, replace(self.within, since=since, until=until))

    @property
    def last_day(self) -> datetime:
        return self.bars[-1].until - DAY

    @property
    def bars(self) -> tuple[Bar, ...]:
        return bars_of(self.answer.page.facets) if self.answer else ()


@router.get("/search", response_class=HTMLResponse, responses=PAGES)
def search_page(
    request: Request, db: Db, who: Who, within: Narrowed, q: Asked = "", page: Page = 1
) -> HTMLResponse:
    """The page, with what was found."""
    ran = runs.done_run(db) is not None
    try:
        answer = answer_to(db, who, q, within, page) if q.strip() else None
    except BadInput as error:
        refused = SearchPage(q, within, page, None, ran, str(error))
        return render.page(request, "search.html", refused, 422)
    return render.page(request, "search.html", SearchPage(q, within, page, answer, ran))


@router.get("/api/search", responses=API)
def search_json(db: Db, who: Who, within: Narrowed, q: Asked, page: Page = 1) -> Answer:
    """The same for programs."""
    return answer_to(db, who, q, within, page)


@router.post("/search", response_class=HTMLResponse, responses=PAGES, dependencies=[Signed])
def picture_page(
    request: Request,
    who: Who,
    picture: Picture | None = None,
    place: Near = "",
) -> HTMLResponse:
    """What was found for an uploaded picture, nearest first."""
    engine: Engine = request.app.state.engine
    try:
        answer = answer_to_picture(engine, who, picture, place)
    except BadInput as error:
        refused = SearchPage("", Within(place), 1, None, ran=True, refused=str(error))
        return render.page(request, "search.html", refused, 422)
    with reading(engine) as db:
        ran = runs.done_run(db) is not None
    return render.page(request, "search.html", SearchPage("", Within(place), 1, answer, ran))


@router.post("/api/search", responses=API)
def picture_json(request: Request, who: Who, picture: Picture, place: Near = "") -> Answer:
    """The same for programs. It changes nothing, so it wants no token; other sites are refused."""
    return answer_to_picture(request.app.state.engine, who, picture, place)


def answer_to(db: Connection, who: Actor, asked: str, within: Within, page: int) -> Answer:
    """Raises BadInput."""
    window = Window(AT_ONCE, (page - 1) * AT_ONCE)
    return search(db, who, Question(asked, window, within), read_places())


def answer_to_picture(engine: Engine, who: Actor, picture: UploadFile | None, place: str) -> Answer:
    """Raises BadInput. Hashing takes a while; the database is asked for when that is done."""
    if picture is None or not picture.size:
        raise BadInput("no picture came; choose a file that holds one")
    hashes = hash_bytes(picture.file.read())
    with engine.begin() as db:
        found = find_hashes(db, who, hashes, Window(AT_ONCE * 2), Within(place))
    said = "Ads with a picture like the one you gave, however turned or mirrored."
    if not found.sure:
        said += " It holds so little that others are like it by chance."
    return Answer(found.page, "picture", said)


def address(asked: str, within: Within, page: int = 1) -> str:
    said = {
        "q": asked,
        "place": within.place,
        "since": within.since and within.since.date(),
        "until": within.until and within.until.date(),
        "page": page if page > 1 else None,
    }
    return f"/search?{urlencode({name: it for name, it in said.items() if it})}"
