"""A picture is a grey blur until somebody asks, and what is sent is never the file."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import Engine, update
from starlette.testclient import TestClient

from lamplight.bank.known import Given
from lamplight.search.known_pictures import match_pictures
from lamplight.store import audit
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import Bank, new_bank
from lamplight.store.pictures import load_picture
from lamplight.store.tables import leads
from tests.factories import ROSE, day
from tests.web.forms import Browser


def colours(jpeg: bytes) -> int:
    """How far the most colourful pixel is from grey."""
    pixels = np.asarray(Image.open(BytesIO(jpeg)).convert("RGB"), np.int16)
    return int(np.ptp(pixels, axis=2).max())


def test_at_first_a_grey_blur_is_sent(client: TestClient, tmp_path: Path) -> None:
    answer = client.get("/pictures/1/0")

    assert answer.headers["content-type"] == "image/jpeg"
    assert colours(answer.content) < 12
    assert answer.content != (tmp_path / "picture-0.png").read_bytes()


def test_asking_is_written_down_and_shows_it_small_and_fresh(
    browser: Browser, engine: Engine
) -> None:
    answer = browser.post("/leads/l1", "/pictures/1/0/open")
    page = browser.client.get(answer.headers["location"])
    shown = browser.client.get(answer.headers["location"].replace("/open?", "/clear?"))

    assert page.status_code == 200
    assert "1 picture opened by you in a day" in page.text
    assert colours(shown.content) > 60
    assert max(Image.open(BytesIO(shown.content)).size) == 480
    with engine.begin() as db:
        assert ("opened picture", "picture:1/0") in {
            (entry.action, entry.subject) for entry in audit.entries(db)
        }


@pytest.mark.parametrize("stolen", ["", "nonsense"])
def test_without_a_pass_nothing_clear_is_sent(client: TestClient, stolen: str) -> None:
    answer = client.get("/pictures/1/0/clear", params={"pass": stolen})

    assert answer.status_code == 403


def test_a_pass_is_for_one_picture_and_one_browser(browser: Browser) -> None:
    given = browser.post("/leads/l1", "/pictures/1/0/open").headers["location"]
    granted = given.partition("pass=")[2]

    other_picture = browser.client.get("/pictures/2/0/clear", params={"pass": granted})
    browser.client.cookies.clear()
    other_browser = browser.client.get("/pictures/1/0/clear", params={"pass": granted})

    assert (other_picture.status_code, other_browser.status_code) == (403, 403)


def test_a_file_that_is_gone_or_no_picture_says_so(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "picture-0.png").unlink()
    (tmp_path / "picture-1.png").write_text("no picture")

    assert client.get("/pictures/1/0").status_code == 422
    assert client.get("/pictures/2/0").status_code == 422


def test_an_ad_without_such_a_picture_is_not_found(client: TestClient) -> None:
    assert client.get("/pictures/7/0").status_code == 404


def bank_the_picture(engine: Engine) -> None:
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("known", "a test", "desk 3", day(1), withheld=True))
        shown = load_picture(db, 1, 0)
        assert shown is not None
        assert shown.pdq is not None
        take_in(db, Into(1, ROSE, day(1)), [Given("picture", shown.pdq)])
    match_pictures(engine, day(2))


def test_a_held_lead_is_told_of_though_there_is_not_enough_to_say(
    client: TestClient, engine: Engine
) -> None:
    bank_the_picture(engine)
    with engine.begin() as db:
        db.execute(update(leads).values(enough=False))

    queue, held = client.get("/queue").text, client.get("/queue?held=true").text

    assert "Pictures of 1 lead not on this page are on a list" in queue
    assert "/leads/l1" not in queue
    assert "/leads/l1" in held
    assert "not on this page" not in held
    assert len(client.get("/api/queue?held=true").json()["leads"]) == 1


def test_a_picture_that_is_on_a_known_list_is_shown_nowhere(
    browser: Browser, engine: Engine
) -> None:
    allowed = browser.post("/leads/l1", "/pictures/1/0/open").headers["location"]
    bank_the_picture(engine)

    lead = browser.client.get("/leads/l1").text

    for path in ("/pictures/1/0", allowed.replace("/open?", "/clear?")):
        assert browser.client.get(path).status_code == 403
    assert browser.post("/leads/l1", "/pictures/1/0/open").status_code == 403
    assert "Held: matches a known list" in lead
    assert "/pictures/1/0" not in lead
    assert browser.client.get("/api/leads/l1").json()["lead"]["held"] == 1
    assert "Held: known pictures" in browser.client.get("/queue").text
    held = browser.client.get("/api/queue?held=true").json()["leads"]
    assert [it["lead_id"] for it in held] == ["l1"]
