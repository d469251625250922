"""Programs with the right key list banks and change what is in them."""

from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.store import audit
from lamplight.store.api_keys import NewKey
from tests.web.shield.conftest import BRIDGE_PDQ, key_of

NEW = "0f" * 32


@pytest.fixture
def writer(client: TestClient, engine: Engine) -> TestClient:
    wanted = NewKey("curators", ("match", "banks:read", "banks:write"))
    client.headers.update(key_of(engine, wanted))
    return client


def put(writer: TestClient, *entries: dict[str, Any], bank: str = "known") -> Any:
    return writer.post(f"/api/banks/{bank}/entries", json={"entries": entries})


def verdict(writer: TestClient, value: str) -> str:
    body = {"hashes": [{"kind": "pdq", "value": value}]}
    return str(writer.post("/api/match", json=body).json()["verdict"])


def test_banks_are_listed_with_how_they_count_and_no_hash(writer: TestClient) -> None:
    answer = writer.get("/api/banks")

    (bank,) = answer.json()["banks"]
    assert (bank["name"], bank["action"], bank["entries"]) == ("known", "hold", 1)
    assert BRIDGE_PDQ[:8] not in answer.text


def test_a_hash_is_put_in_withdrawn_and_restored(writer: TestClient) -> None:
    added = put(writer, {"kind": "pdq", "value": NEW, "quality": 90, "label": "a", "note": "b"})
    found = [verdict(writer, NEW)]
    for step in ("withdraw", "restore"):
        changed = writer.post(f"/api/banks/known/{step}", json={"entries": [2, 2]})
        assert changed.json() == {"changed": 1}
        found.append(verdict(writer, NEW))

    assert added.json()["added"] == 1
    assert put(writer, {"kind": "pdq", "value": NEW}).json()["known"] == 1
    assert found == ["hold", "allow", "hold"]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"kind": "pdq", "value": "00" * 32}, "entry 1: pdq hash has 0 bits set"),
        ({"kind": "pdq", "value": NEW, "quality": 20}, "entry 1: quality is 20"),
        ({"kind": "phone", "value": "+12135550123"}, "entry 1 wants a kind"),
        ({"kind": "md5", "value": "x"}, "entry 1: md5 hash"),
        ({"kind": "md5"}, "entries.1.value"),
        ({"kind": "md5", "value": "x", "more": 1}, "entries.1.more"),
    ],
)
def test_one_that_is_refused_is_named_and_none_is_put_in(
    writer: TestClient, entry: dict[str, Any], reason: str
) -> None:
    answer = put(writer, {"kind": "pdq", "value": NEW}, entry)

    assert answer.status_code == 422
    assert reason in answer.json()["detail"]
    assert verdict(writer, NEW) == "allow"


@pytest.mark.parametrize("number", [True, "1", 1.0])
def test_an_entry_is_named_by_a_whole_number_alone(writer: TestClient, number: object) -> None:
    answer = writer.post("/api/banks/known/withdraw", json={"entries": [number]})

    assert answer.status_code == 422
    assert verdict(writer, BRIDGE_PDQ) == "hold"


def test_what_is_not_there_is_404(writer: TestClient) -> None:
    bank = put(writer, {"kind": "pdq", "value": NEW}, bank="none")
    entry = writer.post("/api/banks/known/withdraw", json={"entries": [99]})

    assert (bank.status_code, entry.status_code) == (404, 404)


def test_each_change_is_in_the_audit_log_under_the_key_s_name(
    writer: TestClient, engine: Engine
) -> None:
    put(writer, {"kind": "pdq", "value": NEW})
    writer.post("/api/banks/known/withdraw", json={"entries": [2]})
    writer.get("/api/banks")

    with engine.begin() as db:
        rows = [row for row in audit.entries(db) if row.actor == "curators"]
    assert [row.action for row in rows] == ["saw banks", "withdrawn in bank", "added to bank"]
    assert NEW[:8] not in str(rows)


@pytest.mark.parametrize(("scope", "status"), [("match", (403, 403)), ("banks:read", (200, 403))])
def test_reading_and_writing_are_scopes_of_their_own(
    client: TestClient, engine: Engine, scope: str, status: tuple[int, int]
) -> None:
    client.headers.update(key_of(engine, NewKey("a program", (scope,))))

    answers = client.get("/api/banks"), put(client, {"kind": "pdq", "value": NEW})

    assert tuple(answer.status_code for answer in answers) == status
