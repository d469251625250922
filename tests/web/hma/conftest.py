"""A server that speaks HMA's interface, beside an empty database."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lamplight.pipeline.uploads import UploadPool
from lamplight.store.known import settled
from lamplight.web.hma.app import make_hma_app
from lamplight.web.shield import state
from lamplight.web.shield.state import Shield, ShieldOptions, make_shield


@pytest.fixture(scope="session")
def decoders() -> Iterator[UploadPool]:
    with UploadPool(1) as pool:
        yield pool


@pytest.fixture
def shield(
    engine: Engine, decoders: UploadPool, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shield]:
    monkeypatch.setattr(state, "UploadPool", lambda *_, **__: decoders)
    shield = make_shield(engine, ShieldOptions(workers=1))
    shield.look()
    yield shield
    settled(engine)


@pytest.fixture
def app(shield: Shield) -> Starlette:
    return make_hma_app(shield)


@pytest.fixture
def hma(app: Starlette) -> TestClient:
    return TestClient(
        app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False
    )
