"""/audit: who looked at what and who changed what, the newest first."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from lamplight.store import audit
from lamplight.store.audit import Entry
from lamplight.web import render
from lamplight.web.request import Db
from lamplight.web.schema import API, PAGES

router = APIRouter()
MOST = 200


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Ads and values are named by a hash alone: who knows one can still ask who looked at it."""

    entries: tuple[Entry, ...]


@router.get("/audit", response_class=HTMLResponse, responses=PAGES)
def audit_page(request: Request, db: Db) -> HTMLResponse:
    """The newest two hundred."""
    return render.page(request, "audit.html", AuditPage(tuple(audit.entries(db, MOST))))


@router.get("/api/audit", responses=API)
def audit_json(db: Db) -> list[Entry]:
    """The same for programs."""
    return audit.entries(db, MOST)
