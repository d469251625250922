"""Health is true, and measures hold nothing that was asked."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.errors import Unavailable
from lamplight.store.api_keys import NewKey
from lamplight.web.shield import health
from tests.web.shield.conftest import BRIDGE_PDQ, key_of


@pytest.fixture(autouse=True)
def always_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_CHECKED_FOR_S", 0.0)


def broken(*_: Any) -> None:
    raise Unavailable("it is broken")


def test_a_server_that_answers_says_so_to_everybody_and_no_more(client: TestClient) -> None:
    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (200, {"ready": True})


def test_with_a_key_it_says_where_the_index_is(client: TestClient, engine: Engine) -> None:
    headers = key_of(engine, NewKey("graphs", ("metrics",)))

    told = client.get("/health", headers=headers).json()

    assert told["faults"] == []
    assert told["index"]["position"] == 2
    assert told["index"]["lag_seconds"] >= 0


@pytest.mark.parametrize(
    ("part", "reason"), [("look", "banks can't be read"), ("pool", "no decoder answers")]
)
def test_what_is_broken_is_503_with_the_reason(
    client: TestClient,
    engine: Engine,
    shield_app: FastAPI,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    reason: str,
) -> None:
    headers = key_of(engine, NewKey("graphs", ("metrics",)))
    shield = shield_app.state.shield
    owner, name = (type(shield), "look") if part == "look" else (shield.pool, "check")
    monkeypatch.setattr(owner, name, broken)

    client.get("/health")  # which may wait for a look that was under way, and was good
    answer = client.get("/health", headers=headers)

    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert [reason in fault for fault in answer.json()["faults"]] == [True]


def test_a_lag_that_grows_is_503(
    client: TestClient, shield_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "MOST_LAG_S", -1.0)

    assert client.get("/health").status_code == 503


def test_measures_count_looks_by_verdict_and_name_nobody(program: TestClient) -> None:
    program.post("/api/match", json={"hashes": [{"kind": "pdq", "value": BRIDGE_PDQ}]})
    program.post("/api/match", content=b"no picture")
    program.get("/health")  # which compares what is known with the database

    text = program.get("/metrics").text

    assert 'lamplight_looks_total{kind="hash",verdict="hold"} 1.0' in text
    assert 'lamplight_refused_total{status="422"} 1.0' in text
    assert re.search(r"^lamplight_index_lag_seconds \d", text, re.MULTILINE)
    assert 'uploads"' not in text
    assert BRIDGE_PDQ[:8] not in text
