"""One box finds ads by what was typed, says how it was understood, and takes a picture too."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.model import PictureHashes
from lamplight.pipeline.pictures import hash_bytes
from lamplight.web.pages import search
from lamplight.web.views import watch
from tests.web.forms import Browser


@pytest.mark.parametrize(
    "written", ["+12135550123", "(213) 555-0123", "213 five five five 0123", "2135550123"]
)
def test_a_phone_is_found_in_any_writing(client: TestClient, written: str) -> None:
    found = client.get("/api/search", params={"q": written}).json()
    page = client.get("/search", params={"q": written}).text

    assert found["page"]["total"] == 7
    assert "<mark>213 five five five 0123</mark>" in page
    assert "phone +12135550123" in page


def test_each_page_says_how_many_there_are_in_all(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 2)

    pages = [
        client.get("/search", params={"q": "+12135550123", "page": page}).text for page in (1, 4)
    ]

    assert ["7 ads" in page for page in pages] == [True, True]


def test_words_are_found_and_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "friendly company", "place": "Dallas"}).text

    assert "<mark>friendly</mark> <mark>company</mark>" in page
    assert "2 ads" in page


def test_what_was_asked_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/search", params={"q": '"><script>x</script>'}).text

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_a_picture_finds_its_ads_and_is_not_kept(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "picture-0.png"
    before = set(tmp_path.iterdir())
    mirrored = BytesIO()
    Image.open(path).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(mirrored, "JPEG")

    page = browser.post(
        "/search", "/search", files={"picture": ("secret-name.jpg", mirrored.getvalue())}
    )

    assert page.status_code == 200
    assert "board-one/100" in page.text
    assert "mirrored left to right" in page.text
    assert "secret-name" not in page.text
    new = {it.name for it in set(tmp_path.iterdir()) - before}
    assert not {name for name in new if not name.endswith(".pictures.index")}


def test_programs_find_the_same_by_a_picture(browser: Browser, tmp_path: Path) -> None:
    files = {"picture": ("a.png", (tmp_path / "picture-0.png").read_bytes())}

    found = browser.client.post("/api/search", files=files, data={"place": "TX"}).json()

    assert (found["kind"], found["page"]["total"]) == ("picture", 1)
    assert found["page"]["hits"][0]["ad_id"] == "100"
    assert found["page"]["hits"][0]["distance"] == 0


def test_another_site_cannot_search_by_a_picture(client: TestClient) -> None:
    answer = client.post(
        "/api/search", files={"picture": ("a.png", b"")}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no picture at all", "no picture of a known kind; want "),
        (b"", "no picture came; choose a file that holds one"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "PNG can&#39;t be decoded"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_beside_the_box(
    browser: Browser, data: bytes, why: str
) -> None:
    page = browser.post("/search", "/search", files={"picture": ("a.jpg", data)})
    json = browser.client.post("/api/search", files={"picture": ("a.jpg", data)})

    assert (page.status_code, json.status_code) == (422, 422)
    assert why in page.text
    assert "Search by picture" in page.text
    assert why.replace("&#39;", "'") in json.json()["detail"]


def test_no_transaction_is_open_while_a_picture_is_hashed(
    browser: Browser, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy: list[str] = []

    def watched(data: bytes) -> PictureHashes:
        busy.append(engine.pool.status())
        return hash_bytes(data)

    monkeypatch.setattr(search, "hash_bytes", watched)
    monkeypatch.setattr(watch, "hash_bytes", watched)
    data = (tmp_path / "picture-0.png").read_bytes()
    made = {"name": "seven", "purpose": "missing persons", "owner": "desk 3"}
    browser.post("/watch-lists", "/watch-lists", made)
    here, idle = "/watch-lists/list?name=seven", engine.pool.status()

    browser.post("/search", "/search", files={"picture": ("a.png", data)})
    browser.post(here, here, files={"pictures": ("a.png", data)})

    assert busy == [idle, idle]


def test_other_ways_to_read_a_word_are_offered_as_people_write_them(client: TestClient) -> None:
    page = client.get("/search", params={"q": "rose"}).text

    assert 'href="/search?q=handle%3Aany%3Arose">handle @rose (platform not said)</a>' in page


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    assert "Try fewer words" in client.get("/search", params={"q": "zebra"}).text


def test_before_the_first_run_the_command_is_named(empty: TestClient) -> None:
    assert "lamplight run ads.jsonl" in empty.get("/search", params={"q": "zebra"}).text


def test_an_empty_question_is_refused_for_programs(client: TestClient) -> None:
    assert client.get("/api/search", params={"q": " "}).status_code == 422
    assert client.get("/search", params={"q": " "}).status_code == 200


def test_what_holds_no_word_is_refused_beside_the_box(client: TestClient) -> None:
    page = client.get("/search", params={"q": "?!"})

    assert page.status_code == 422
    assert "there is no word in what was asked" in page.text
    assert 'value="?!"' in page.text


def test_where_and_when_lead_to_a_narrower_search(client: TestClient) -> None:
    whole = client.get("/api/search", params={"q": "+12135550123"}).json()["page"]
    place, times = whole["facets"]["places"][0], whole["facets"]["times"]
    page = client.get("/search", params={"q": "+12135550123"}).text

    link = re.search(r'href="([^"]*place=[^"]*)"', page)
    assert link
    narrowed = client.get(unescape(link[1])).text
    assert f"{place['ads']} ad" in narrowed
    assert "anywhere" in narrowed
    assert sum(it["ads"] for it in times) == whole["total"] - 1  # one has no time


def test_a_day_narrows_and_no_day_is_refused_plainly(client: TestClient) -> None:
    asked = {"q": "+12135550123"}
    times = client.get("/api/search", params=asked).json()["page"]["facets"]["times"]
    day = times[0]["since"][:10]

    until = {**asked, "until": day, "since": ""}
    assert client.get("/api/search", params=until).json()["page"]["total"] == 0
    assert f'value="{day}"' in client.get("/search", params={**asked, "since": day}).text
    assert client.get("/search", params={**asked, "since": "soon"}).status_code == 422
