"""What was just done, said once at the top of the next page, with the way back where there is one.

Notice -> go_on -> redirect with a cookie -> taken -> Notice

The cookie is signed together with the session, since any other server on this machine can set
cookies here; it is good for two minutes, and the first page that is shown takes it away.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lamplight.web import session

COOKIE = "lamplight-notice"
PLACE = "#notice"
MOST_LETTERS = 3000
"""Of a cookie; browsers drop those of more than 4096."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence or two; action: where to post the fields to take it back, or nothing."""

    text: str
    action: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def go_on(request: Request, path: str, notice: Notice) -> RedirectResponse:
    """To the page that says what was done."""
    response = RedirectResponse(path + PLACE, 303)
    sessions, mine = session.of(request)
    for said in (notice, replace(notice, action="", fields={})):
        cookie = sessions.note(mine, asdict(said))
        if len(cookie) <= MOST_LETTERS:
            response.set_cookie(
                COOKIE, cookie, session.PASS_SECONDS, httponly=True, samesite="strict"
            )
            break
    return response


def taken(request: Request) -> Notice | None:
    """What this browser is still to be told."""
    sessions, mine = session.of(request)
    found = sessions.noted(mine, request.cookies.get(COOKIE, ""))
    return None if found is None else Notice(**found)


def forget(response: Response) -> None:
    """It was shown."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
