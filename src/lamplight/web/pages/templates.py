"""/leads/ID/templates: the constant words and the slots of a lead's texts."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lamplight.web import render
from lamplight.web.request import Db, Line, Who
from lamplight.web.schema import API, PAGES, REDIRECT
from lamplight.web.views.templates import TemplatesView, templates_view
from lamplight.web.words import segment

router = APIRouter()
Id = Annotated[Line, Path(max_length=100, description="of a lead or network")]


@router.get("/leads/{id}/templates", response_class=HTMLResponse, responses=PAGES | REDIRECT)
def templates_page(request: Request, db: Db, who: Who, id: Id) -> Response:
    """The page; an old id leads to the one that counts now."""
    found = templates_view(db, who, id)
    if found.lead.lead_id != id:
        return RedirectResponse(f"/leads/{segment(found.lead.lead_id)}/templates", 303)
    return render.page(request, "templates.html", found)


@router.get("/api/leads/{id}/templates", responses=API)
def templates_json(db: Db, who: Who, id: Id) -> TemplatesView:
    """The same for programs."""
    return templates_view(db, who, id)
