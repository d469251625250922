"""Build the application that speaks HMA's interface, for programs that are trusted.

Shield -> make_hma_app -> Starlette

HMA knows no keys, so this knows none: who reaches it may change banks. Pages of other sites in a
browser on the same machine are refused, as the pages' own guard does.
"""

import re

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from lamplight.web.guard import wrong_host, wrong_origin
from lamplight.web.hma import banking, configuration, content, exchanges, hashing, matching
from lamplight.web.hma.answered import HANDLERS, Answer, at_once, plain, told
from lamplight.web.hma.beside import Beside
from lamplight.web.shield.app import Bounded
from lamplight.web.shield.health import MOST_LAG_S
from lamplight.web.shield.state import Shield

_MODULES = (matching, hashing, content, banking, configuration, exchanges)


_SLASHES = re.compile("/{2,}")


class Trusted:
    """ASGI middleware: no browser brings another site's requests; several slashes count as one, as
    they do for HMA, since programs add paths to an address that ends in one.

    loopback  it answers to names of this machine alone
    """

    def __init__(self, app: ASGIApp, *, loopback: bool) -> None:
        self.app = app
        self.loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            refusal = wrong_host(scope, headers) if self.loopback or "host" not in headers else None
            refusal = refusal or wrong_origin(scope, headers)
            if refusal:
                answer = told(Answer({"message": refusal.detail}, refusal.status))
                await answer(scope, receive, send)
                return
            if "//" in scope["path"]:
                scope = {**scope, "path": _SLASHES.sub("/", scope["path"])}
        await self.app(scope, receive, send)


def make_hma_app(shield: Shield, *, loopback: bool = True) -> Starlette:
    """It shares what a Shield server holds, which must be running.

    loopback  it is served on an address of this machine alone
    """
    routes = [
        *(route for module in _MODULES for route in module.ROUTES),
        Route("/", home),
        Route("/status", status),
        Route("/status/live", live),
        Route("/site-map", site_map),
    ]
    app = Starlette(routes=routes, exception_handlers=HANDLERS)
    app.state.shield = shield
    app.state.beside = beside = Beside(shield)
    app.state.quick = {
        (b"GET", path.encode()): at_once(one, beside, loopback=loopback)
        for path, one in matching.AT_ONCE.items()
    }
    app.add_middleware(Bounded, limit=shield.options.upload)
    app.add_middleware(Trusted, loopback=loopback)
    return app


async def home(request: Request) -> Response:
    """HMA without its pages leads to its status."""
    return RedirectResponse("/status", 302)


async def status(request: Request) -> Response:
    """For load balancers: whether look-ups are answered."""
    shield: Shield = request.app.state.shield
    seconds = shield.lag_seconds
    if seconds is None:
        return plain("INDEX-NOT-LOADED", 503)
    return plain("INDEX-STALE", 503) if seconds > MOST_LAG_S else plain("I-AM-ALIVE")


async def live(request: Request) -> Response:
    """Whether the process answers at all."""
    return plain("I-AM-ALIVE")


async def site_map(request: Request) -> Response:
    """All paths."""
    paths = {route.path for route in request.app.routes if isinstance(route, Route)}
    return told(sorted(paths))
