"""Only programs with a key are answered, at their rate."""

import time
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.errors import Unavailable
from lamplight.store.api_keys import SCOPES, NewKey, revoke_key
from lamplight.web.shield import clients, lanes, match
from tests.factories import ROSE, day
from tests.web.shield.conftest import BRIDGE, BRIDGE_PDQ, key_of

ONE = {"hashes": [{"kind": "pdq", "value": BRIDGE_PDQ}]}


@pytest.fixture(autouse=True)
def always_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "READ_EVERY_S", 0.0)


@pytest.mark.parametrize(
    "given", [{}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic Og=="},
              {"Authorization": "Bearer"}, {"Authorization": ""}]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/api/match", "/metrics", "/openapi.json"])
def test_nothing_is_answered_without_a_key(
    client: TestClient, path: str, given: dict[str, str]
) -> None:
    way = "POST" if path == "/api/match" else "GET"

    answer = client.request(way, path, headers=given, content=b"x" if way == "POST" else None)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_key_may_only_what_its_scopes_say(client: TestClient, engine: Engine) -> None:
    headers = key_of(engine, NewKey("graphs", ("metrics",)))

    assert client.get("/metrics", headers=headers).status_code == 200
    assert client.post("/api/match", json=ONE, headers=headers).status_code == 403


@pytest.mark.parametrize("scope", SCOPES)
def test_any_key_may_read_the_description(client: TestClient, engine: Engine, scope: str) -> None:
    headers = key_of(engine, NewKey("one", (scope,)))

    assert client.get("/openapi.json", headers=headers).status_code == 200


def test_no_key_is_sent_on_to_another_address(client: TestClient, engine: Engine) -> None:
    headers = key_of(engine, NewKey("uploads"))

    answer = client.post("/api/match/", json=ONE, headers=headers, follow_redirects=False)

    assert (answer.status_code, "location" in answer.headers) == (404, False)


def test_a_revoked_key_is_refused(client: TestClient, engine: Engine) -> None:
    headers = key_of(engine, NewKey("uploads"))
    before = client.post("/api/match", json=ONE, headers=headers).status_code
    with engine.begin() as db:
        revoke_key(db, ROSE, "uploads", day(2))

    after = client.post("/api/match", json=ONE, headers=headers).status_code

    assert (before, after) == (200, 401)


def test_a_program_beyond_its_rate_is_told_when_to_come_back(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    headers = key_of(engine, NewKey("uploads", per_minute=3))
    three = {"hashes": ONE["hashes"] * 3}

    first = client.post("/api/match", json=three, headers=headers)
    second = client.post("/api/match", json=ONE, headers=headers)
    now[0] += int(second.headers["retry-after"])
    third = client.post("/api/match", json=ONE, headers=headers)

    assert [answer.status_code for answer in (first, second, third)] == [200, 429, 200]
    assert second.headers["retry-after"] == "21"


@pytest.mark.parametrize(("fail", "verdict"), [("open", "allow"), ("closed", "hold")])
def test_while_nothing_answers_the_key_says_what_counts(
    client: TestClient,
    engine: Engine,
    shield_app: FastAPI,
    monkeypatch: pytest.MonkeyPatch,
    fail: str,
    verdict: str,
) -> None:
    def away(*_: Any) -> None:
        raise Unavailable("the database does not answer")

    headers = key_of(engine, NewKey("uploads", fail=fail))
    monkeypatch.setattr(type(shield_app.state.shield), "asked", away)
    monkeypatch.setattr(match, "judge_few", lambda *_: None)

    answer = client.post("/api/match", json=ONE, headers=headers)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
    assert answer.json() == {
        "detail": "the database does not answer",
        "verdict": verdict,
        "fail": fail,
    }


def test_too_many_waiting_uploads_are_sent_away(
    program: TestClient, shield_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "WAITING", 0)

    answer = program.post("/api/match", content=BRIDGE.read_bytes())

    assert answer.status_code == 503
    assert answer.json()["verdict"] == "allow"
