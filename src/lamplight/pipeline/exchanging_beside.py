"""Partners whose turn it is, fetched in a process of its own, which holds up no look-up.

Engine, Actor, pause -> fetch_due_beside -> what failed, by name

Its pages are taken in beside those who ask, and give way to them. When the server ends, the process
ends after the page that it reads, or soon in the middle of it; where it is killed, whoever fetches
after its lease goes on from the last page.
"""

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from sqlalchemy import Engine

from lamplight.model import Actor
from lamplight.pipeline.exchanging import Ways, fetch_due
from lamplight.pipeline.processes import processes
from lamplight.store.caches import CACHES
from lamplight.store.engine import open_engine, reading
from lamplight.store.exchanges import due_exchanges

END_S = 4.0
_MOST_PAGES = 500
_GIVES_WAY = 10
_CACHE_MB = 8

Turn = tuple[Actor, timedelta, Mapping[str, str]]
"""Who fetches, the pause between two fetches of an exchange, where credentials may stand."""


def fetch_due_beside(engine: Engine, turn: Turn, ended: Connection) -> dict[str, str]:
    """As fetch_due; no process is started where it is nobody's turn. Raises Unavailable, also where
    the process was ended from outside.

    ended  the reading end of a pipe: something is there once the server ends, and nobody takes it
    """
    actor, pause, environ = turn
    with reading(engine) as db:
        due = due_exchanges(db, datetime.now(UTC), pause)
    if not due:
        return {}
    url = engine.url.render_as_string(hide_password=False)
    given = url, engine.get_execution_options().get(CACHES), ended
    with processes(_start, given, size=1) as at_work:
        # os.environ itself does not travel
        return next(at_work.in_order(_fetch, [(actor, pause, dict(environ))]))


# In the process: the database it was given, and whether the server ends.
_opened: list[tuple[Engine, Connection]] = []


def _start(url: str, caches: Path | None, ended: Connection) -> None:
    os.nice(_GIVES_WAY)
    Thread(target=_end_with_server, args=(ended,), daemon=True).start()
    _opened.append((open_engine(url, make=False, caches=caches, cache_mb=_CACHE_MB), ended))


def _fetch(turn: Turn) -> dict[str, str]:
    engine, ended = _opened[0]
    actor, pause, environ = turn

    def wait(seconds: float) -> None:
        ended.poll(seconds)

    ways = Ways(environ, wait=wait, ended=ended.poll, pages=_MOST_PAGES)
    return fetch_due(engine, actor, pause, ways)


def _end_with_server(ended: Connection) -> None:
    ended.poll(None)
    time.sleep(END_S)
    os._exit(1)
