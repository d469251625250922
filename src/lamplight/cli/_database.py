"""The option --db, shared by every command that works on a database.

--db URL, else LAMPLIGHT_DATABASE_URL -> database -> Database
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from lamplight.model import Actor
from lamplight.settings import Settings
from lamplight.store.engine import open_engine

DbOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL",
        help="Database: sqlite:///FILE or postgresql://USER@HOST/NAME. "
        "Without it LAMPLIGHT_DATABASE_URL counts, else lamplight.db in this folder.",
        show_default=False,
    ),
]
"""Type of the parameter ``db`` of a command; give it the default None."""


@dataclass(frozen=True, slots=True)
class Database:
    """What a command works with."""

    engine: Engine
    actor: Actor
    settings: Settings


@contextmanager
def database(url: str | None, *, make: bool = True, cache_mb: int = 64) -> Iterator[Database]:
    """The database of a command, opened and in the end closed.

    make      False for commands that only show: a wrong name makes no empty file
    cache_mb  as in store.engine.open_engine
    Raises BadSettings, Unavailable.
    """
    settings = Settings.read(os.environ)
    caches = Path(settings.caches).expanduser()
    engine = open_engine(url or settings.database_url, make=make, caches=caches, cache_mb=cache_mb)
    try:
        yield Database(engine, Actor(settings.actor), settings)
    finally:
        engine.dispose()
