"""Banks are looked through on pages; entries are held, taken out, put back and judged there."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.bank.known import Given
from lamplight.store import audit
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, new_bank
from tests.factories import ROSE, day
from tests.web.forms import Browser

BANK = "/banks/bank?name=known%2F7"
ENTRY = "/banks/bank/1?name=known%2F7"
SHA = "ab" * 32


@pytest.fixture(autouse=True)
def banked(engine: Engine) -> None:
    """A bank of sixty digests and a phone."""
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("known/7", "known abuse", "desk 3", day(1), action="hold"))
        digests = [Given("sha1", f"{number:040x}", labels=("garden",)) for number in range(16, 76)]
        several = [Given("sha256", SHA, source="a source"), Given("phone", "+12135550123")]
        take_in(db, Into(1, ROSE, day(1)), several)
        take_in(db, Into(1, ROSE, day(1)), digests)


def test_banks_are_listed_with_how_a_match_counts(client: TestClient) -> None:
    page = client.get("/banks").text

    assert "known/7" in page
    assert "asks to hold" in page
    assert client.get("/api/banks").json()[0]["entries"] == 62


def test_a_bank_shows_some_entries_at_a_time_and_no_hash_whole(client: TestClient) -> None:
    first = client.get("/api" + BANK).json()
    rest = client.get(f"/api{BANK}&after={first['more']}").json()

    assert (len(first["entries"]), len(rest["entries"]), rest["more"]) == (50, 12, None)
    assert {"ababab…", "+12135550123"} <= {it["shown"] for it in first["entries"]}
    page = client.get(BANK).text
    assert "Next" in page
    assert SHA not in page + client.get(ENTRY).text


def test_an_entry_whose_end_has_come_is_shown_as_expired(browser: Browser, engine: Engine) -> None:
    with engine.begin() as db:
        ended = Given("sha256", SHA, source="a source", expires=1)
        take_in(db, Into(1, ROSE, day(1)), [ended])

    listed = browser.client.get("/api" + BANK + "&state=expired").json()
    page = ENTRY.replace("/1?", f"/{listed['entries'][0]['number']}?")
    shown = browser.client.get(page).text
    browser.post(page, page.replace("?", "/state?"), {"step": "restored"})

    assert (listed["states"]["expired"], len(listed["entries"])) == (1, 1)
    assert "its end has come" in shown
    assert browser.client.get("/api" + page).json()["entry"]["state"] == "active"


def test_an_entry_is_held_and_released_and_that_is_written_down(
    browser: Browser, engine: Engine
) -> None:
    action = "/banks/bank/1/state?name=known%2F7"

    browser.post(ENTRY, action, {"step": "quarantined"})
    held = browser.client.get(BANK + "&state=quarantined").text
    told = browser.client.get(ENTRY).text
    browser.post(ENTRY, action, {"step": "released"})

    assert "/banks/bank/1?" in held
    assert "held: it matches nothing" in told
    assert browser.client.get("/api" + ENTRY).json()["entry"]["state"] == "active"
    with engine.begin() as db:
        done = [row.action for row in audit.entries(db)]
    assert {"quarantined in bank", "released in bank"} <= set(done)


def test_an_opinion_takes_the_place_of_ones_own_before(browser: Browser) -> None:
    action = "/banks/bank/1/opinion?name=known%2F7"

    browser.post(ENTRY, action, {"opinion": "seen"})
    browser.post(ENTRY, action, {"opinion": "negative", "note": "a wallpaper"})

    (said,) = browser.client.get("/api" + ENTRY).json()["opinions"]
    assert (said["opinion"], said["note"]) == ("negative", "a wallpaper")
    assert "a wallpaper" in browser.client.get(ENTRY).text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/banks/bank?name=none", 404),
        ("/banks/bank/999?name=known%2F7", 404),
        (BANK + "&state=odd", 422),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
