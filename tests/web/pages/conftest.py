"""The application on a small made-up world, on both databases."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.settings import Settings
from lamplight.web.app import make_app
from tests.web import world
from tests.web.conftest import HERE
from tests.web.forms import Browser


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> FastAPI:
    world.fill(engine, tmp_path)
    return make_app(engine, Settings(actor="rose"), now=lambda: world.NOON)


@pytest.fixture
def empty(engine: Engine) -> TestClient:
    """A client of an application that has read nothing yet."""
    return TestClient(make_app(engine, Settings(), now=lambda: world.NOON), base_url=HERE)


@pytest.fixture
def browser(client: TestClient) -> Browser:
    return Browser(client)
