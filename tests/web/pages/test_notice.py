"""After each change the next page says, once, what was done and how to take it back."""

import re

import pytest
from starlette.testclient import TestClient

from lamplight.web.notice import COOKIE
from lamplight.web.session import Sessions
from tests.web import world
from tests.web.forms import Browser

LEAD = "/leads/l1"
VALUE = "/values/phone/%2B12135550123"
LIST = "/watch-lists/list?name=seven"
SAID = re.compile(r'<div class="told" id="notice" role="status".*?</div>', re.S)
UNDO = re.compile(r'<form method="post" action="([^"]+)">')


def said(client: TestClient, page: str) -> str:
    """The notice on a page, as markup."""
    found = SAID.search(client.get(page, follow_redirects=True).text)
    return found[0] if found else ""


@pytest.fixture
def listed(browser: Browser) -> Browser:
    """With a watch list that holds a phone."""
    made = {"name": "seven", "purpose": "missing persons", "owner": "desk 3"}
    browser.post("/watch-lists", "/watch-lists", made)
    browser.post(LIST, LIST, {"values": world.PHONE, "note": "county 7"})
    return browser


@pytest.mark.parametrize(
    ("page", "action", "fields", "words"),
    [
        (LEAD, f"{LEAD}/decide", {"decision": "confirmed"}, "Confirmed. "),
        (LEAD, f"{LEAD}/decide", {"decision": "leave alone"}, "Leave alone until 30 May 2026. "),
        (LEAD, f"{LEAD}/not-here", {"ad": "2"}, "That ad is kept out"),
        (LEAD, f"{LEAD}/apart", {"left": "3", "right": "4"}, "These two providers are kept apart"),
        (LEAD, f"{LEAD}/apart", {"left": "1", "right": "2"}, "These two ads are kept apart"),
        (VALUE, VALUE, {"decision": "ignore"}, "This value is followed nowhere"),
    ],
)
def test_a_decision_is_told_once_with_its_undo(
    browser: Browser, page: str, action: str, fields: dict[str, str], words: str
) -> None:
    answer = browser.post(page, action, fields)

    told = said(browser.client, answer.headers["location"])
    assert words in told
    assert UNDO.findall(told) == ["/decisions/1/undo"]
    assert not said(browser.client, page)


def test_an_undo_is_told_where_it_was_asked_for(browser: Browser) -> None:
    for _ in range(2):
        browser.post(LEAD, f"{LEAD}/not-here", {"ad": "2"})

    there = browser.post(LEAD, "/decisions/1/undo").headers["location"]
    assert there == "/leads/n1#notice"
    assert "Taken back: not one network." in said(browser.client, there)

    browser.post(LEAD, f"{LEAD}/decide", {"decision": "dismissed"})
    number = browser.client.get("/api/decisions").json()[0]["decision"]["number"]
    here = browser.post("/decisions", f"/decisions/{number}/undo", {"back": "decisions"})
    assert here.headers["location"] == "/decisions#notice"
    assert "Taken back: dismissed." in said(browser.client, "/decisions")


def test_what_was_taken_off_a_list_can_be_put_back(listed: Browser) -> None:
    listed.post(LIST, "/watch-lists/list/1/remove?name=seven")

    told = said(listed.client, LIST)
    fields = dict(re.findall(r'name="(values|note)" value="([^"]*)"', told))
    assert "Removed one entry" in told
    listed.post(LIST, UNDO.findall(told)[0], fields)

    entries = listed.client.get("/api" + LIST).json()["entries"]
    assert [(it["shown"], it["note"]) for it in entries] == [(world.PHONE, "county 7")]


def test_making_and_removing_a_list_is_told(browser: Browser) -> None:
    made = {"name": "<b>seven", "purpose": "missing persons", "owner": "desk 3"}
    here = browser.post("/watch-lists", "/watch-lists", made).headers["location"]
    assert "The list is made." in said(browser.client, here)

    browser.post(here, "/watch-lists/list/remove?name=%3Cb%3Eseven", {"sure": "true"})

    told = said(browser.client, "/watch-lists")
    assert "Removed the list “&lt;b&gt;seven”" in told
    assert "<b>" not in told


def test_a_removed_picture_is_told_without_its_hash(listed: Browser) -> None:
    pdq = "0f" * 32
    listed.post(LIST, LIST, {"values": pdq})

    listed.post(LIST, "/watch-lists/list/2/remove?name=seven")

    told = said(listed.client, LIST)
    assert "add the picture again" in told
    assert pdq not in told


def test_a_value_too_long_for_a_cookie_is_told_without_its_undo(listed: Browser) -> None:
    note = "".join(chr(0x4E00 + at) for at in range(1900))
    listed.post(LIST, LIST, {"values": "+12135550177", "note": note})

    listed.post(LIST, "/watch-lists/list/2/remove?name=seven")

    told = said(listed.client, LIST)
    assert "To undo, add it again." in told
    assert not UNDO.findall(told)


@pytest.mark.parametrize("theirs", [True, False])
def test_what_another_server_or_browser_put_there_is_not_told(
    browser: Browser, client: TestClient, theirs: bool
) -> None:
    client.get("/search")
    sessions = Sessions(b"1" * 32) if theirs else client.app.state.sessions  # type: ignore[attr-defined]
    forged = sessions.note(sessions.open(None), {"text": "gotcha", "action": "", "fields": {}})

    client.cookies.set(COOKIE, forged)

    assert "gotcha" not in client.get("/search").text
    assert not said(client, "/search")
