"""Fill a page's template with its context.

context dataclass -> page -> HTML

Autoescaping is on for every template and a missing name is an error.
"""

from collections.abc import Sequence
from dataclasses import Field, dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Protocol, cast

from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from lamplight.rank.score import FLOOR
from lamplight.web import notice, session, way_back, words
from lamplight.web.notice import Notice

TEMPLATES = Path(__file__).parent / "templates"


class Context(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that the navigation leads to."""

    path: str
    name: str
    icon: str


TABS = (
    Tab("/queue", "Queue", "queue"),
    Tab("/changes", "What is new", "changes"),
    Tab("/search", "Search", "search"),
    Tab("/watch-lists", "Watch lists", "watch"),
    Tab("/banks", "Banks", "banks"),
    Tab("/decisions", "Decisions", "decisions"),
    Tab("/runs", "Runs", "runs"),
    Tab("/audit", "Audit", "audit"),
)


@cache
def templates() -> Jinja2Templates:
    """Jinja with this program's filters; compiled once for the process."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(words.FILTERS)
    environment.globals["floor"] = FLOOR
    return Jinja2Templates(env=environment)


def page(request: Request, template: str, context: Context, status: int = 200) -> HTMLResponse:
    """A page whose forms this browser may send; a browser without a session gets one."""
    sessions, mine = session.of(request)
    told = notice.taken(request)
    response = _filled(request, template, context, status, (sessions.token(mine), told))
    if told:
        notice.forget(response)
    if mine.fresh:
        response.set_cookie(session.COOKIE, mine.cookie, httponly=True, samesite="strict")
    return response


def plain(request: Request, template: str, context: Context, status: int = 200) -> HTMLResponse:
    """A page without forms, for answers that must not depend on anything."""
    return _filled(request, template, context, status, ("", None))


def tabs(path: str) -> Sequence[tuple[Tab, bool]]:
    """Every tab, and whether it leads to where the reader is."""
    return [(tab, path == tab.path or path.startswith(tab.path + "/")) for tab in TABS]


def _filled(
    request: Request, template: str, context: Context, status: int, own: tuple[str, Notice | None]
) -> HTMLResponse:
    """own: what is this browser's alone, the token of its forms and what it is to be told."""
    state = request.app.state
    csrf, told = own
    names = {
        "page": context,
        "tabs": tabs(request.url.path),
        "csrf": csrf,
        "notice": told,
        "queue": way_back.last(request),
        "now": state.now(),
    }
    return cast(HTMLResponse, state.pages.TemplateResponse(request, template, names, status))
