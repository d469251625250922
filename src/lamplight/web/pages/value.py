"""/values/KIND/VALUE: the ads that show a value, and where linking stopped following it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse

from lamplight.web import render
from lamplight.web.request import Db, Who
from lamplight.web.schema import API, PAGES
from lamplight.web.views.value import ValueView, value_view

router = APIRouter()
Kind = Annotated[str, Path(pattern="^[a-z]{1,20}$", description="phone, email, handle, …")]
Value = Annotated[
    str,
    Path(max_length=2000, pattern=r"^[^\x00\n]+$", description="in its normal form"),
]


@router.get("/values/{kind}/{value:path}", response_class=HTMLResponse, responses=PAGES)
def value_page(request: Request, db: Db, who: Who, kind: Kind, value: Value) -> HTMLResponse:
    """The page."""
    return render.page(request, "value.html", value_view(db, who, kind, value))


@router.get("/api/values/{kind}/{value:path}", responses=API)
def value_json(db: Db, who: Who, kind: Kind, value: Value) -> ValueView:
    """The same for programs."""
    return value_view(db, who, kind, value)
