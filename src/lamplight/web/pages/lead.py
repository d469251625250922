"""/leads/ID: why a network stands where it stands, down to the words in its ads.

Ids that were merged or split away lead on; /networks, /providers and /ads lead to the lead.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from lamplight.store import clusters
from lamplight.web import render
from lamplight.web.request import Db, Line, Who
from lamplight.web.schema import API, PAGES, REDIRECT
from lamplight.web.views.lead import Asked, LeadView, More, lead_view, page_of
from lamplight.web.words import segment

router = APIRouter()
Id = Annotated[Line, Path(max_length=100, description="of a lead, network or provider")]
Page = Annotated[int, Query(ge=1, le=100_000)]
OfReason = Annotated[
    int | None, Query(ge=1, le=1000, description="only the ads that this reason rests on")
]


All = Annotated[More | None, Query(description="of what to show all, or as many as a page bears")]


def asked(page: Page = 1, reason: OfReason = None, more: All = None) -> Asked:
    """What is to be shown of a lead."""
    return Asked(page, reason, more)


Shown = Annotated[Asked, Depends(asked)]


@router.get("/leads/{id}", response_class=HTMLResponse, responses=PAGES | REDIRECT)
def lead_page(request: Request, db: Db, who: Who, id: Id, shown: Shown) -> Response:
    """The page; an old id leads to the one that counts now."""
    found = lead_view(db, who, id, shown)
    if found.lead.lead_id != id:
        return RedirectResponse(f"/leads/{segment(found.lead.lead_id)}", 303)
    return render.page(request, "lead/page.html", found)


@router.get("/api/leads/{id}", responses=API)
def lead_json(db: Db, who: Who, id: Id, shown: Shown) -> LeadView:
    """The same for programs."""
    return lead_view(db, who, id, shown)


@router.get("/networks/{id}", responses=PAGES | REDIRECT, response_class=HTMLResponse)
def network_page(db: Db, id: Id) -> RedirectResponse:
    """To the lead of a network."""
    return RedirectResponse(f"/leads/{segment(clusters.resolve(db, id))}", 303)


@router.get("/providers/{id}", responses=PAGES | REDIRECT, response_class=HTMLResponse)
def provider_page(db: Db, id: Id) -> RedirectResponse:
    """To the lead in which a provider stands."""
    network = clusters.load_members(db, clusters.resolve(db, id))[0].network
    return RedirectResponse(f"/leads/{segment(network)}#providers", 303)


@router.get("/ads/{number}", responses=PAGES | REDIRECT, response_class=HTMLResponse)
def ad_page(db: Db, number: Annotated[int, Path(ge=1, le=2**53)]) -> RedirectResponse:
    """To the place of an ad on its lead's page."""
    network, page = page_of(db, number)
    return RedirectResponse(f"/leads/{segment(network)}?page={page}#ad-{number}", 303)
