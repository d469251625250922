"""A Shield server beside a database with a bank, and a program with a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.pipeline.uploads import UploadPool
from lamplight.store.api_keys import NewKey, make_key
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank
from lamplight.store.known import settled
from lamplight.web.shield import state
from lamplight.web.shield.app import make_shield_app
from lamplight.web.shield.state import ShieldOptions
from tests.factories import ROSE, day

DATA = Path(__file__).parents[2] / "data" / "pdq"
BRIDGE = DATA / "edits" / "aaa-orig.jpg"
BRIDGE_PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"


@pytest.fixture(scope="session")
def decoders() -> Iterator[UploadPool]:
    with UploadPool(1) as pool:
        yield pool


@pytest.fixture
def shield_app(
    engine: Engine, decoders: UploadPool, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FastAPI]:
    """Its decoders are those of all tests, because starting them takes long."""
    monkeypatch.setattr(state, "UploadPool", lambda *_, **__: decoders)
    monkeypatch.setattr(decoders, "close", lambda: None)
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("known", "a test", "desk 3", day(1), action="hold"))
        add_entries(db, ROSE, "known", [NewEntry("picture", BRIDGE_PDQ)], day(1))
    yield make_shield_app(engine, ShieldOptions(workers=1))
    settled(engine)


@pytest.fixture
def client(shield_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(shield_app, raise_server_exceptions=False) as client:
        yield client


def key_of(engine: Engine, wanted: NewKey) -> dict[str, str]:
    """What a program with such a key sends."""
    with engine.begin() as db:
        return {"Authorization": f"Bearer {make_key(db, ROSE, wanted, day(1))}"}


@pytest.fixture
def program(client: TestClient, engine: Engine) -> TestClient:
    """A client whose requests carry a key of the scope match, which fails open."""
    client.headers.update(key_of(engine, NewKey("uploads", ("match", "metrics"), fail="open")))
    return client
