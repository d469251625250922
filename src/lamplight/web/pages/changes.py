"""/changes: what is new in the newest run since the one before."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import HTMLResponse

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.rank.changes import Change, What
from lamplight.store.changes import find_changes
from lamplight.store.runs import Run
from lamplight.web import render
from lamplight.web.request import Db, Who
from lamplight.web.schema import API, PAGES

router = APIRouter()
AT_ONCE = 50
KINDS: tuple[What, ...] = ("new", "grown", "merged", "split", "risen")
Kind = Annotated[What | Literal["all"], Query(description="only networks of which this is told")]
Page = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the networks of which something new is told, best ranked first.

    counts  of all of them, by what is told; one may be told of for several reasons
    gone    networks of before whose ids lead on to others, or nowhere
    """

    run: Run
    before: Run
    what: What | Literal["all"]
    counts: dict[str, int]
    changes: tuple[Change, ...]
    total: int
    gone: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // AT_ONCE))

    def link_to(self, page: int) -> str:
        return "/changes?" + urlencode({"what": self.what, "page": page})


@dataclass(frozen=True, slots=True)
class NothingBefore:
    """why there is nothing to compare yet"""

    why: str


@router.get("/changes", response_class=HTMLResponse, responses=PAGES)
def changes_page(
    request: Request, db: Db, who: Who, what: Kind = "all", page: Page = 1
) -> HTMLResponse:
    """The page; before two runs are done, what is wanting."""
    try:
        found = view(db, who, what, page)
    except NotFound as error:
        return render.page(request, "changes/none.html", NothingBefore(str(error)))
    return render.page(request, "changes/page.html", found)


@router.get("/api/changes", responses=API)
def changes_json(db: Db, who: Who, what: Kind = "all", page: Page = 1) -> ChangesPage:
    """The same for programs."""
    return view(db, who, what, page)


def view(db: Connection, who: Actor, what: What | Literal["all"], page: int) -> ChangesPage:
    """Raises NotFound where no two runs are done."""
    found = find_changes(db, who)
    counts = Counter(kind for change in found.changes for kind in change.what)
    told = [change for change in found.changes if what == "all" or what in change.what]
    start = (page - 1) * AT_ONCE
    return ChangesPage(
        run=found.run,
        before=found.before,
        what=what,
        counts={"all": len(found.changes)} | {kind: counts[kind] for kind in KINDS},
        changes=tuple(told[start : start + AT_ONCE]),
        total=len(told),
        gone=found.gone,
        page=page,
    )
