"""/runs: what was read, what was set aside and why, and what came of it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from lamplight.model import Actor, SetAside, UnreadPicture
from lamplight.store import runs
from lamplight.store.pictures import unread_pictures_of
from lamplight.store.run_facts import unread_fields
from lamplight.store.runs import Run, RunFile
from lamplight.web import render
from lamplight.web.request import Db, Who
from lamplight.web.schema import API, PAGES

router = APIRouter()
AT_ONCE = 50
SHOWN_PICTURES = 100
SHOWN_UNREAD = 20
Stage = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=2**53)]
Page = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class RunsPage:
    """The newest first."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run: files, a page of what was set aside, what ads lost, the first pictures not read."""

    run: Run
    files: tuple[RunFile, ...]
    set_aside: tuple[SetAside, ...]
    total: int
    page: int
    unread: dict[str, int]
    unread_pictures: tuple[UnreadPicture, ...]
    unread_picture_count: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // AT_ONCE))

    @property
    def stages(self) -> list[Stage]:
        """While a run is at work its stages are by name, afterwards in a row."""
        told = (self.run.summary or {}).get("stages", [])
        return told if isinstance(told, list) else [{"name": it, **told[it]} for it in told]

    def link_to(self, page: int) -> str:
        return f"/runs/{self.run.number}?page={page}#set-aside"


@router.get("/runs", response_class=HTMLResponse, responses=PAGES)
def runs_page(request: Request, db: Db, who: Who) -> HTMLResponse:
    """The newest hundred."""
    return render.page(request, "runs/page.html", RunsPage(tuple(everything(request, db, who))))


@router.get("/api/runs", responses=API)
def runs_json(request: Request, db: Db, who: Who) -> list[Run]:
    """The same for programs."""
    return everything(request, db, who)


@router.get("/runs/{number}", response_class=HTMLResponse, responses=PAGES)
def run_page(request: Request, db: Db, who: Who, number: Number, page: Page = 1) -> HTMLResponse:
    """One run."""
    return render.page(request, "runs/run.html", view(request, db, who, (number, page)))


@router.get("/api/runs/{number}", responses=API)
def run_json(request: Request, db: Db, who: Who, number: Number, page: Page = 1) -> RunPage:
    """The same for programs."""
    return view(request, db, who, (number, page))


def everything(request: Request, db: Connection, who: Actor) -> list[Run]:
    """The newest first."""
    return runs.as_they_are(request.app.state.engine, runs.list_runs(db, who))


def view(request: Request, db: Connection, who: Actor, asked: tuple[int, int]) -> RunPage:
    """asked: the run's number, and a page of what it set aside. Raises NotFound."""
    number, page = asked
    (run,) = runs.as_they_are(request.app.state.engine, [runs.get_run(db, who, number)])
    aside = runs.set_aside_of(db, who, number)
    start = (page - 1) * AT_ONCE
    shown = tuple(aside[start : start + AT_ONCE])
    pictures = unread_pictures_of(db, who, number)
    return RunPage(
        run=run,
        files=tuple(runs.files_of(db, number)),
        set_aside=shown,
        total=len(aside),
        page=page,
        unread=unread_fields(db, number, SHOWN_UNREAD),
        unread_pictures=tuple(pictures[:SHOWN_PICTURES]),
        unread_picture_count=len(pictures),
    )
