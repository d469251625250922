"""One suite, two databases: every test that takes ``engine`` or ``url`` runs on both."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text

from lamplight.store.migrate import upgrade

POSTGRES = os.environ.get("LAMPLIGHT_TEST_POSTGRES", "")
"""Address of a PostgreSQL server on which tests may make and drop databases."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database of this test's own, empty."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    if not POSTGRES:
        pytest.skip("LAMPLIGHT_TEST_POSTGRES names no server; make test starts one")
    name = f"test_{uuid4().hex}"
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(text(f"create database {name}"))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as db:
        db.execute(text(f"drop database {name} with (force)"))
    server.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A database at the newest schema, empty."""
    upgrade(url)
    engine = create_engine(url)
    yield engine
    engine.dispose()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything can be installed, a skipped test is a failure."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
