"""Watch lists are made, filled by pasting and by pictures, looked through and emptied on pages."""

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.store import audit, banks
from tests.web import world
from tests.web.forms import Browser

HERE = "/watch-lists/list?name=missing%2F7"


@pytest.fixture
def filled(browser: Browser, tmp_path: Path) -> Browser:
    """A list with a phone, an address and a picture, and one line that can't be read."""
    made = {"name": "missing/7", "purpose": "missing persons", "owner": "desk 3"}
    browser.post("/watch-lists", "/watch-lists", made)
    browser.post(
        HERE,
        HERE,
        {"values": "+1 213 555 0123\n\nIris@Mail.example\nno value here", "note": "county 7"},
        {"pictures": ("secret-name.png", (tmp_path / "picture-0.png").read_bytes())},
    )
    return browser


def test_a_new_list_is_shown_with_its_purpose(filled: Browser) -> None:
    page = filled.client.get("/watch-lists").text

    assert "missing/7" in page
    assert "missing persons" in page
    assert f'href="{HERE}"' in page


def test_what_was_pasted_is_kept_in_its_normal_form(filled: Browser) -> None:
    entries = filled.client.get("/api" + HERE).json()["entries"]

    assert [(it["kind"], it["note"]) for it in entries] == [
        ("phone", "county 7"),
        ("email", "county 7"),
        ("picture", "county 7"),
    ]
    assert [it["shown"] for it in entries[:2]] == [world.PHONE, "iris@mail.example"]


def test_what_could_not_be_read_is_said_with_its_line(filled: Browser) -> None:
    page = filled.post(HERE, HERE, {"values": "+1 213 555 0123\nno value here"}).text

    assert "0 entries added, 1 known already" in page
    assert "line 2: " in page


def test_refused_lines_come_back_into_the_box_under_their_head(filled: Browser) -> None:
    pasted = "value,note\n+1 213 555 0124,\nno value here,county 8"

    refused = filled.post(HERE, HERE, {"values": pasted, "note": "desk", "region": "FR"}).text
    good = filled.post(HERE, HERE, {"values": "+1 213 555 0125", "note": "desk"}).text

    assert ">value,note\nno value here,county 8</textarea>" in refused
    assert 'name="note" maxlength="2000" value="desk"' in refused
    assert 'placeholder="such as US" value="FR"' in refused
    assert 'instagram:rose_vip"></textarea>' in good
    assert 'value="desk"' not in good


def test_of_a_picture_only_its_hash_is_kept_and_never_shown_whole(
    filled: Browser, tmp_path: Path
) -> None:
    pdq = world.hashes_of(str(tmp_path / "picture-0.png")).pdq

    page, json = filled.client.get(HERE).text, filled.client.get("/api" + HERE).text

    for text in (page, json):
        assert pdq[:6] in text
        assert pdq[:12] not in text
        assert "secret-name" not in text


def test_a_phone_without_a_plus_is_of_the_country_that_was_named(filled: Browser) -> None:
    without = filled.post(HERE, HERE, {"values": "(213) 555-0177"}).text
    named = filled.post(HERE, HERE, {"values": "(213) 555-0177", "region": "US"}).text

    assert "line 1: " in without
    assert "+12135550177" in named


@pytest.mark.parametrize(("entry", "ads"), [(1, 7), (2, 2), (3, 1)])
def test_an_entry_leads_to_the_ads_that_show_it(filled: Browser, entry: int, ads: int) -> None:
    where = f"/watch-lists/list/{entry}?name=missing%2F7"

    found = filled.client.get("/api" + where).json()

    assert found["hits"]["total"] == ads
    assert f"{ads} ad" in filled.client.get(where).text


def test_an_entry_is_removed(filled: Browser) -> None:
    answer = filled.post(HERE, "/watch-lists/list/1/remove?name=missing%2F7")

    assert answer.headers["location"] == f"{HERE}#notice"
    kinds = [it["kind"] for it in filled.client.get("/api" + HERE).json()["entries"]]
    assert kinds == ["email", "picture"]


def test_a_whole_list_is_removed_only_by_who_is_sure(filled: Browser) -> None:
    remove = "/watch-lists/list/remove?name=missing%2F7"

    assert filled.post(HERE, remove).status_code == 422
    assert filled.post(HERE, remove, {"sure": "true"}).status_code == 303
    assert filled.client.get(HERE).status_code == 404


def test_a_picture_that_is_too_plain_is_refused(filled: Browser, tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), "white").save(tmp_path / "white.png")
    data = (tmp_path / "white.png").read_bytes()

    page = filled.post(HERE, HERE, files={"pictures": ("white.png", data)}).text

    assert "picture 1: quality is 0" in page


@pytest.mark.parametrize(
    "made",
    [
        {"name": " ", "purpose": "p", "owner": "o"},
        {"name": "n", "purpose": "p"},
        {"name": "missing/7", "purpose": "p", "owner": "o"},
    ],
)
def test_a_list_without_a_name_of_its_own_is_refused(filled: Browser, made: dict[str, str]) -> None:
    assert filled.post("/watch-lists", "/watch-lists", made).status_code == 422


def test_nothing_to_add_is_refused(filled: Browser) -> None:
    assert filled.post(HERE, HERE, {"values": " \n"}).status_code == 422


def test_an_unknown_list_is_not_found(client: TestClient) -> None:
    assert client.get("/watch-lists/list?name=none").status_code == 404


def test_changes_are_written_down(filled: Browser, engine: Engine) -> None:
    with engine.begin() as db:
        actions = [entry.action for entry in audit.entries(db)]
        assert len(banks.list_banks(db, world.ROSE)) == 1
    assert "made bank" in actions
    assert actions.count("added to bank") == 3


def test_a_handle_without_a_platform_reads_as_people_write_it(filled: Browser) -> None:
    page = filled.post(HERE, HERE, {"values": "@Rose_VIP"}).text

    assert "@rose_vip (platform not said)" in page
    assert "any:" not in page
