"""Build the web application. No module-level app: tests and the command make their own.

Engine, Settings -> make_app -> FastAPI
"""

import importlib
import pkgutil
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.staticfiles import StaticFiles

from lamplight.collect.places import read_places
from lamplight.search.query import make_ready
from lamplight.settings import Settings
from lamplight.web import faults, pages, render
from lamplight.web.guard import Guard
from lamplight.web.head import Head
from lamplight.web.session import Sessions

STATIC = Path(__file__).parent / "static"


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def _made_ready(_app: FastAPI) -> AsyncIterator[None]:
    """What the first search would wait for is made beside the first pages."""
    Thread(target=make_ready, args=[read_places], name="ready", daemon=True).start()
    yield


def make_app(
    engine: Engine, settings: Settings, *, now: Callable[[], datetime] = utc_now
) -> FastAPI:
    """One engine in, one application out; nothing is read from the environment."""
    # Its own /docs and /redoc load scripts from another host, and telemetry would tell paths,
    # which hold phone numbers.
    app = FastAPI(
        title="Lamplight",
        version=version("lamplight"),
        docs_url=None,
        redoc_url=None,
        lifespan=_made_ready,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.engine = engine
    app.state.settings = settings
    app.state.now = now
    app.state.pages = render.templates()
    app.state.sessions = Sessions(secrets.token_bytes(32))
    for module in sorted(info.name for info in pkgutil.iter_modules(pages.__path__)):
        app.include_router(importlib.import_module(f"{pages.__name__}.{module}").router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    faults.install(app)
    app.add_middleware(Head)
    app.add_middleware(Guard)
    return app
