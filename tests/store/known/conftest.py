"""A database, another way into it, and few hashes that count as many."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lamplight.match import index
from lamplight.store import known_held
from lamplight.store.engine import open_engine
from lamplight.store.known import settled


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts, joins and files with a handful of entries; a look at each question."""
    monkeypatch.setattr(index, "WITHOUT_TABLES", 20)
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 0)


@pytest.fixture
def other(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """Another process's way into the same database, with the same folder for files."""
    other = open_engine(engine.url.render_as_string(hide_password=False))
    for one in (engine, other):
        one.update_execution_options(caches=tmp_path)
    yield other
    settled(other)
    other.dispose()


@pytest.fixture(autouse=True)
def nothing_left_running(engine: Engine) -> Iterator[None]:
    yield
    settled(engine)
