"""Routes as HMA has them: a function that answers in a thread, and errors as {"message"}.

Request, Shield -> function -> value -> JSON
Given, Shield -> function -> JSON at once, where that needs no database
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lamplight._native import DamagedBlock
from lamplight.errors import BadInput, NotFound, TooLarge, Unavailable
from lamplight.web.hma.beside import Beside, Held
from lamplight.web.quick import Given, QuickRoute
from lamplight.web.shield.state import Shield
from lamplight.web.shield.upload import content_type

_JSON_BYTES = 1024 * 1024
_FROM_BROWSERS = {b"origin", b"sec-fetch-site"}


class Ask(NamedTuple):
    """What a route is given: the server, what it keeps beside, the parts of the path, the query,
    the JSON of the body, and, of what is answered at once, what is held."""

    shield: Shield
    beside: Beside
    path: dict[str, Any]
    query: dict[str, str]
    body: Any
    held: Held | None = None


class Answer(NamedTuple):
    """A value that is told as JSON, with another status than 200."""

    value: Any
    status: int


def route(path: str, *methods: str) -> Callable[[Callable[[Ask], Any]], Route]:
    """A route that is answered by a function in a thread; what changes something is in look-ups
    when it is answered."""

    def made(function: Callable[[Ask], Any]) -> Route:
        def done(ask: Ask) -> Any:
            value = function(ask)
            ask.beside.caught_up()
            return value

        async def answer(request: Request) -> Response:
            body = await json_of(request) if request.method in ("POST", "PUT") else None
            ask = asked(request, body)
            work = partial(function if request.method in ("GET", "HEAD") else done, ask)
            if path.startswith("/c/"):  # changes, or puts down who looked
                return told(await ask.shield.written(work))
            return told(await run_in_threadpool(work))

        return Route(path, answer, methods=methods or ("GET",), name=function.__name__)

    return made


def asked(request: Request, body: Any = None) -> Ask:
    """What a request asks."""
    state = request.app.state
    return Ask(state.shield, state.beside, request.path_params, dict(request.query_params), body)


def at_once(function: Callable[[Ask], Any], beside: Beside, *, loopback: bool) -> QuickRoute:
    """A look-up of a hash that no browser brought, where that needs no database.

    loopback  it is served on an address of this machine alone
    """

    def answer(given: Given) -> bytes | None:
        host = given.headers.get(b"host")
        own = (b"127.0.0.1:%d" % given.port, b"localhost:%d" % given.port)
        if not host or (loopback and host not in own) or _FROM_BROWSERS & given.headers.keys():
            return None
        held = beside.held()
        query = dict(parse_qsl(given.query.decode("latin-1"), keep_blank_values=True))
        if held is None or "url" in query:
            return None
        try:
            return orjson.dumps(function(Ask(beside.shield, beside, {}, query, None, held)))
        except (HTTPException, BadInput, DamagedBlock):
            return None

    return answer


async def json_of(request: Request) -> Any:
    """Raises HTTPException."""
    if content_type(request) != "application/json":
        raise HTTPException(415, "Did not attempt to load JSON data: want application/json")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _JSON_BYTES:
            raise HTTPException(413, "Content too large")
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise HTTPException(400, "the body is no JSON") from None


def told(value: Any) -> Response:
    """As JSON."""
    if isinstance(value, Answer) and value.status == 204:
        return Response(status_code=204)
    if isinstance(value, Answer):
        return Response(orjson.dumps(value.value), value.status, media_type="application/json")
    return Response(orjson.dumps(value), media_type="application/json")


_STATUS = {TooLarge: 413, BadInput: 400, NotFound: 404, Unavailable: 503}


async def failed(request: Request, error: Exception) -> Response:
    """HMA names what is wrong in "message"; an address that is not there is a page."""
    if isinstance(error, HTTPException):
        return told(Answer({"message": str(error.detail)}, error.status_code))
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    message = str(error) if status != 500 else "This is a fault in Lamplight."
    return told(Answer({"message": message}, status))


HANDLERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    kind: failed for kind in (HTTPException, *_STATUS, Exception)
}


def plain(text: str, status: int = 200) -> Response:
    """HMA's word for load balancers."""
    return PlainTextResponse(text, status)
