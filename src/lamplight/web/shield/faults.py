"""Errors as programs read them, with what counts for the program while there is no answer.

exception -> JSON with 400, 401, 403, 404, 408, 413, 422, 429, 500, 503
"""

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from lamplight import errors
from lamplight.web.faults import STATUS

log = logging.getLogger(__name__)
_INSTEAD = {"open": "allow", "closed": "hold"}


def install(app: FastAPI) -> None:
    """Give every error its answer."""
    for kind in (
        *STATUS,
        RequestValidationError,
        HTTPException,
        OperationalError,
        NoConnection,
        ClientDisconnect,
        Exception,
    ):
        app.add_exception_handler(kind, _handler)


async def _handler(request: Request, error: Exception) -> Response:
    """With what counts for the program, where it has a key and nobody knows."""
    status, detail = _told(error)
    request.app.state.measures.refused(status)
    content: dict[str, str] = {"detail": detail}
    client = getattr(request.state, "client", None)
    if status >= 500 and client is not None:  # nobody knows: what its key says counts
        content |= {"verdict": _INSTEAD[client.fail], "fail": client.fail}
    headers = getattr(error, "headers", None) or {}
    if status == 503:
        headers = {"Retry-After": "1", **headers}
    return JSONResponse(content, status, headers)


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, errors.LamplightError):
        return next(code for kind, code in STATUS.items() if isinstance(error, kind)), str(error)
    if isinstance(error, (OperationalError, NoConnection)):
        return 503, "The database does not answer now; try again in a moment."
    if isinstance(error, RequestValidationError):
        wrong = (f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return 422, "; ".join(wrong)
    if isinstance(error, ClientDisconnect):
        return 400, "The upload ended before it was all there."
    log.error("no answer", exc_info=error)
    return 500, "This is a fault in Lamplight."
