"""An application without a database, and a browser-like client of it."""

from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from lamplight.settings import Settings
from lamplight.web.app import make_app

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = "http://127.0.0.1:8000"


@pytest.fixture
def app() -> FastAPI:
    return make_app(create_engine("sqlite://"), Settings(), now=lambda: NOON)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)
