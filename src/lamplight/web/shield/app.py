"""Build the application that programs ask; it refuses all without a key, but for bare health.

Engine, ShieldOptions -> make_shield_app -> FastAPI
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lamplight.web.body import BodyLimit, limited, says_too_large
from lamplight.web.shield import banks, faults, health, match, schema
from lamplight.web.shield.clients import Clients
from lamplight.web.shield.measures import Measures
from lamplight.web.shield.state import Shield, ShieldOptions, make_shield

HEADERS = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}
"""Of every answer."""

_RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class Bounded:
    """ASGI middleware: bodies within limits, headers on every answer."""

    def __init__(self, app: ASGIApp, limit: BodyLimit) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_RAW_HEADERS]
            await send(message)

        if says_too_large(Headers(scope=scope), self.limit):
            detail = f"That is more than {self.limit.size_words}, the most that is taken at once."
            await JSONResponse({"detail": detail}, 413)(scope, receive, dressed)
            return
        await self.app(scope, limited(receive, self.limit), dressed)


def make_shield_app(engine: Engine, options: ShieldOptions) -> FastAPI:
    """One engine in, one application out; `app.state.shield` is what it holds."""
    shield = make_shield(engine, options)
    app = _bare(shield)
    app.state.shield = shield
    app.state.clients = Clients(engine)
    app.state.measures = Measures(shield)
    # answers before the same route with its models, which describes it
    app.add_route(match.PATH, match.match, methods=["POST"])
    for module in (match, banks, health):
        app.include_router(module.router)
    faults.install(app)
    app.state.quick = {(b"POST", match.PATH.encode()): match.few_hashes(app.state)}
    app.add_middleware(Bounded, limit=options.upload)
    _describe(app)
    return app


def _bare(shield: Shield) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with shield.running():
            yield

    return FastAPI(
        title="Lamplight Shield",
        version=version("lamplight"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # to http, whatever the proxy before it speaks; keys would follow
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )


def _describe(app: FastAPI) -> None:
    """The description wants a key too, whatever that may do."""

    async def description(request: Request) -> JSONResponse:
        await app.state.clients.check(request, None)
        told = app.openapi()
        told.setdefault("components", {})["securitySchemes"] = schema.SECURITY
        return JSONResponse(told)

    app.add_route("/openapi.json", description)
