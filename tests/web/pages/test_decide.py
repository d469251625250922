"""People decide on pages, see what was decided, and take it back."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.store import audit, decisions
from tests.web import world
from tests.web.forms import Browser

LEAD = "/leads/l1"


def queue(client: TestClient, status: str) -> list[str]:
    found = client.get("/api/queue", params={"status": status, "place": "TX"}).json()["leads"]
    return [lead["lead_id"] for lead in found]


@pytest.mark.parametrize("decision", ["confirmed", "dismissed"])
def test_a_decided_lead_leaves_the_open_queue(browser: Browser, decision: str) -> None:
    said = {"decision": decision, "note": "case <17>"}

    answer = browser.post(LEAD, f"{LEAD}/decide", said)

    assert (answer.status_code, answer.headers["location"]) == (303, "/leads/n1#notice")
    assert queue(browser.client, "open") == []
    assert queue(browser.client, decision) == ["l1"]
    page = browser.client.get(LEAD).text
    assert decision.capitalize() in page
    assert "case &lt;17&gt;" in page


def test_undo_brings_it_back_and_stays_on_record(browser: Browser) -> None:
    browser.post(LEAD, f"{LEAD}/decide", {"decision": "dismissed"})

    answer = browser.post("/decisions", "/decisions/1/undo")

    assert answer.headers["location"] == "/leads/n1#notice"
    assert queue(browser.client, "open") == ["l1"]
    assert "taken back by rose" in browser.client.get(LEAD).text
    assert browser.post(LEAD, "/decisions/1/undo").status_code == 422


def test_leaving_alone_has_an_end(browser: Browser, engine: Engine) -> None:
    browser.post(LEAD, f"{LEAD}/decide", {"decision": "leave alone", "until": "2090-05-01"})
    browser.post(LEAD, f"{LEAD}/decide", {"decision": "leave alone", "until": ""})

    with engine.begin() as db:
        given, default = decisions.load_decisions(db)
    assert given.expires_at == datetime(2090, 5, 1, 23, 59, 59, 999999, UTC)
    assert default.expires_at
    assert (default.expires_at - world.NOON).days == 90


def test_a_day_that_is_past_is_refused(browser: Browser) -> None:
    said = {"decision": "leave alone", "until": "2020-01-01"}

    page = browser.post(LEAD, f"{LEAD}/decide", said)

    assert page.status_code == 422
    assert "2020-01-01 is past" in page.text


def test_an_ad_is_kept_out_of_its_network(browser: Browser, engine: Engine) -> None:
    browser.post(LEAD, f"{LEAD}/not-here", {"ad": "2", "note": "another phone's owner"})

    with engine.begin() as db:
        pairs = {(it.left, it.right) for it in decisions.load_decisions(db)}
    assert pairs == {(2, other) for other in (1, 3, 4, 5, 6)}
    assert "Not one network" in browser.client.get(LEAD).text


def test_a_doubted_link_keeps_its_two_providers_apart(browser: Browser, engine: Engine) -> None:
    browser.post(LEAD, f"{LEAD}/apart", {"left": "3", "right": "4"})

    with engine.begin() as db:
        pairs = {(it.left, it.right) for it in decisions.load_decisions(db)}
    assert pairs == {(left, right) for left in (1, 2, 3) for right in (4, 5, 6)}


def test_a_doubted_link_inside_a_provider_keeps_two_ads_apart(
    browser: Browser, engine: Engine
) -> None:
    browser.post(LEAD, f"{LEAD}/apart", {"left": "1", "right": "2"})

    with engine.begin() as db:
        pairs = {(it.left, it.right) for it in decisions.load_decisions(db)}
    assert pairs == {(1, 2)}


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (f"{LEAD}/not-here", {"ad": "7"}),
        (f"{LEAD}/apart", {"left": "1", "right": "9"}),
        ("/leads/l999/decide", {"decision": "confirmed"}),
        ("/decisions/99/undo", {}),
    ],
)
def test_what_is_not_there_cannot_be_decided(
    browser: Browser, action: str, fields: dict[str, str]
) -> None:
    assert browser.post(LEAD, action, fields).status_code == 404


def test_a_value_is_followed_nowhere_or_everywhere(browser: Browser, engine: Engine) -> None:
    page = "/values/phone/%2B12135550123"

    for decision in ("ignore", "restore"):
        answer = browser.post(page, page, {"decision": decision})
        assert answer.headers["location"] == f"{page}#notice"

    with engine.begin() as db:
        said = [(it.kind, it.value) for it in decisions.load_decisions(db)]
    assert said == [("ignore", ("phone", world.PHONE)), ("restore", ("phone", world.PHONE))]


def test_a_decision_and_its_audit_row_are_one_transaction(browser: Browser, engine: Engine) -> None:
    browser.post(LEAD, f"{LEAD}/decide", {"decision": "confirmed"})

    with engine.begin() as db:
        decided = [entry for entry in audit.entries(db) if entry.action == "decided"]
    assert [(entry.actor, entry.subject) for entry in decided] == [("rose", "n1")]


def test_all_decisions_are_on_one_page(browser: Browser) -> None:
    assert "Nothing was decided yet" in browser.client.get("/decisions").text

    browser.post(LEAD, f"{LEAD}/decide", {"decision": "confirmed", "note": "case 17"})

    assert "case 17" in browser.client.get("/decisions").text
    assert browser.client.get("/api/decisions").json()[0]["decision"]["kind"] == "confirmed"
