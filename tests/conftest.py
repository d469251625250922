"""One suite, two databases: every test that takes ``engine`` or ``url`` runs on both."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text

from lamplight.store.engine import open_engine

settings.register_profile("lamplight", deadline=None)  # a test asserts no time
settings.load_profile("lamplight")

POSTGRES = os.environ.get("TEST_POSTGRES", "")
"""Address of a PostgreSQL server on which tests may make and drop databases."""


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands under test see none of the settings of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("LAMPLIGHT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database of this test's own, empty."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    if not POSTGRES:
        pytest.skip("TEST_POSTGRES names no server; make test starts one")
    name = f"test_{uuid4().hex}"
    on_server(f"create database {name}")
    yield database_url(name)
    on_server(f"drop database {name} with (force)")


@pytest.fixture
def engine(url: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database at the newest schema, empty: a copy of one that was migrated once."""
    if url.startswith("sqlite"):
        shutil.copyfile(request.getfixturevalue("migrated_file"), make_url(url).database or "")
    else:
        name = make_url(url).database
        on_server(f"drop database {name}")
        on_server(f"create database {name} template {request.getfixturevalue('migrated_name')}")
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "migrated.db"
    open_engine(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture(scope="session")
def migrated_name() -> Iterator[str]:
    name = f"test_migrated_{uuid4().hex}"
    on_server(f"create database {name}")
    open_engine(database_url(name)).dispose()
    yield name
    on_server(f"drop database {name} with (force)")


def database_url(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def on_server(statement: str) -> None:
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as db:
        db.execute(text(statement))
    server.dispose()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything can be installed, a skipped test is a failure."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
