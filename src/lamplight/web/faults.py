"""Errors in plain words: a page for people, JSON for programs.

exception -> answer -> 403, 404, 413, 422, 500, 503

The message of an error raised on purpose is shown; anything else is logged and says nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lamplight import errors
from lamplight.web import render
from lamplight.web.headers import HEADERS

STATUS: dict[type[Exception], int] = {
    errors.TooLarge: 413,
    errors.BadInput: 422,
    errors.NotFound: 404,
    errors.Refused: 403,
    errors.Unavailable: 503,
}
TITLES = {
    400: "That request can't be read",
    403: "Not allowed",
    404: "Not found",
    405: "That can't be done here",
    408: "Too slow",
    413: "Too large",
    421: "Wrong address",
    422: "That can't be used as it is",
    500: "Something broke",
    503: "Not available right now",
}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """What an error's page says."""

    status: int
    title: str
    detail: str


def answer(request: Request, status: int, detail: str) -> Response:
    """The error's page, or JSON below /api."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status)
    title = TITLES.get(status, "That did not work")
    return render.plain(request, "fault.html", Fault(status, title, detail), status)


def install(app: FastAPI) -> None:
    """Give every error its answer."""
    for kind, status in STATUS.items():
        app.add_exception_handler(kind, _raised_on_purpose(status))
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OperationalError, _database)
    app.add_exception_handler(Exception, _unforeseen)


def _raised_on_purpose(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        return answer(request, status, str(error))

    return handler


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    detail = str(error.detail)
    if error.status_code == 404:
        detail = "There is no such page here."
    response = answer(request, error.status_code, detail)
    response.headers.update(error.headers or {})
    return response


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
    faults = (f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return answer(request, 422, "; ".join(faults))


async def _database(request: Request, error: Exception) -> Response:
    log.warning("database unavailable: %s", type(error).__name__)
    detail = "The database is busy, perhaps with a run. Nothing was changed; try again in a moment."
    return answer(request, 503, detail)


async def _unforeseen(request: Request, error: Exception) -> Response:
    # The server logs the error itself; this answer leaves outside of the guard that adds headers.
    response = answer(request, 500, "This is a fault in Lamplight. Nothing was changed.")
    response.headers.update(HEADERS)
    return response
