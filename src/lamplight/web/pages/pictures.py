"""/pictures/AD/POSITION: a small grey blur, until somebody asks for more.

A picture that is on a list of what must not be shown is shown to nobody, not even blurred. Any
other is shown clear after a deliberate act alone, which is written down: the form's answer
carries a pass that this browser can use for two minutes. What is sent is made afresh by a bounded
child process and never the file's own bytes.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path as File
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lamplight.errors import NotFound, Refused
from lamplight.pipeline.pictures import preview
from lamplight.store import audit, pictures
from lamplight.store.engine import reading
from lamplight.store.picture_matches import withheld_in
from lamplight.web import render, session
from lamplight.web.request import Db, Signed, Who
from lamplight.web.schema import PAGES, REDIRECT

router = APIRouter(prefix="/pictures/{ad}/{position}")
Ad = Annotated[int, Path(ge=1, le=2**53, description="the ad's number")]
Position = Annotated[int, Path(ge=0, le=10_000, description="place among the ad's pictures")]
Pass = Annotated[str, Query(alias="pass", max_length=500)]
JPEG = PAGES | {200: {"description": "A picture", "content": {"image/jpeg": {}}}}
DAY = timedelta(days=1)
SIDE = 480
"""Pixels of a clear picture's longer side: the smallest that serves."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture that somebody asked to see. today: how many this actor opened in a day."""

    ad: int
    position: int
    granted: str
    today: int


@router.get("", response_class=Response, responses=JPEG)
def blurred(request: Request, ad: Ad, position: Position) -> Response:
    """Grey and so coarse that nobody can be made out."""
    return _jpeg(_path(request, ad, position), blurred=True)


@router.post("/open", dependencies=[Signed], responses=PAGES | REDIRECT)
def ask(
    request: Request,
    db: Db,
    who: Who,
    ad: Ad,
    position: Position,
    hx_request: Annotated[bool, Header()] = False,
) -> Response:
    """Write the look down and give this browser a pass; htmx gets the picture's place at once."""
    if pictures.get_picture(db, who, ad, position) is None:
        raise NotFound(f"ad number {ad} has no picture {position}")
    _check_shown(db, ad, position)
    sessions, mine = session.of(request)
    granted = sessions.grant(mine, f"{ad}/{position}")
    if not hx_request:
        return RedirectResponse(f"/pictures/{ad}/{position}/open?pass={granted}", 303)
    today = audit.count_since(db, who, "opened picture", request.app.state.now() - DAY)
    return render.page(request, "picture/_open.html", Opened(ad, position, granted, today))


@router.get("/open", response_class=HTMLResponse, responses=PAGES)
def opened(
    request: Request, db: Db, who: Who, ad: Ad, position: Position, granted: Pass
) -> HTMLResponse:
    """A page with the picture alone."""
    _check(request, ad, position, granted)
    today = audit.count_since(db, who, "opened picture", request.app.state.now() - DAY)
    return render.page(request, "picture/page.html", Opened(ad, position, granted, today))


@router.get("/clear", response_class=Response, responses=JPEG)
def clear(request: Request, ad: Ad, position: Position, granted: Pass) -> Response:
    """The picture itself, small, for who holds a pass."""
    _check(request, ad, position, granted)
    return _jpeg(_path(request, ad, position), blurred=False)


def _jpeg(path: File, *, blurred: bool) -> Response:
    return Response(preview(path, blurred=blurred, side=SIDE), media_type="image/jpeg")


def _path(request: Request, ad: int, position: int) -> File:
    # Decoding takes its time; the database is let go before it begins.
    with reading(request.app.state.engine) as db:
        found = pictures.load_picture(db, ad, position)
        _check_shown(db, ad, position)
    if found is None or found.path is None:
        raise NotFound(f"ad number {ad} has no file for picture {position}")
    return File(found.path)


def _check_shown(db: Connection, ad: int, position: int) -> None:
    if (ad, position) in withheld_in(db, [ad]):
        raise Refused("this picture is on a known list, and is shown nowhere")


def _check(request: Request, ad: int, position: int, granted: str) -> None:
    sessions, mine = session.of(request)
    if not sessions.granted(mine, f"{ad}/{position}", granted):
        raise Refused("this picture was opened too long ago; open it again from its lead")
