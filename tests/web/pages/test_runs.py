"""A run's page says what was read, what was set aside and why."""

from sqlalchemy import Engine, update
from starlette.testclient import TestClient

from lamplight.store import runs
from lamplight.store.lock import locked
from lamplight.store.runs import RunFile
from lamplight.store.tables import ad_pictures
from tests.web import world


def test_runs_are_listed_with_their_counts(client: TestClient) -> None:
    page = client.get("/runs").text

    assert 'href="/runs/1"' in page
    assert "Done" in page


def test_what_was_set_aside_is_shown_with_line_and_reason(client: TestClient) -> None:
    page = client.get("/runs/1").text
    json = client.get("/api/runs/1").json()

    assert "neither body nor title" in page
    assert "{&lt;b&gt;}" in page
    assert [(it["line"], it["reason"]) for it in json["set_aside"]] == [
        (7, "neither body nor title"),
        (9, "not JSON at character 3"),
    ]


def test_stages_are_shown_with_their_speed(client: TestClient) -> None:
    page = client.get("/runs/1").text

    assert "collect" in page
    assert "160" in page


def test_a_run_without_files_says_so(client: TestClient, engine: Engine) -> None:
    world.run_again(engine)

    page = client.get("/runs/2").text

    assert "None: what was stored was linked and ranked again." in page
    assert "standard input" not in page
    assert "Every record was read" not in page


def test_standard_input_is_named_in_words(client: TestClient, engine: Engine) -> None:
    with engine.begin() as db:
        file = RunFile(0, "-", "", done=True)
        number = runs.start_run(db, world.ROSE, {"files": ["-"], "mapping": {}}, [file])

    assert "standard input" in client.get(f"/runs/{number}").text


def test_an_unknown_run_is_not_found(client: TestClient) -> None:
    assert client.get("/runs/99").status_code == 404


def test_before_the_first_run_the_command_is_named(empty: TestClient) -> None:
    assert "lamplight run ads.jsonl" in empty.get("/runs").text


def test_a_run_at_work_is_told_from_one_that_was_stopped(
    client: TestClient, engine: Engine
) -> None:
    with engine.begin() as db:
        number = runs.start_run(db, world.ROSE, {"files": [], "mapping": {}}, [])

    with locked(engine, "a run by rose"):
        working = client.get("/api/runs").json()[0]["state"]
        page = client.get(f"/runs/{number}").text
    stopped = client.get("/api/runs").json()[0]["state"]

    assert (working, stopped) == ("running", "stopped")
    assert "It is at work" in page
    assert "the same command goes on" in client.get(f"/runs/{number}").text
    assert [it["state"] for it in client.get("/api/runs").json()] == ["stopped", "done"]


def test_pictures_that_could_not_be_read_are_named(client: TestClient, engine: Engine) -> None:
    with engine.begin() as db:
        db.execute(
            update(ad_pictures)
            .where(ad_pictures.c.ad == 1, ad_pictures.c.position == 0)
            .values(pdq=None, fault="picture is cut off")
        )

    page = client.get("/runs/1").text
    json = client.get("/api/runs/1").json()

    assert "1 picture that could not be read" in page
    assert "picture is cut off" in page
    (picture,) = json["unread_pictures"]
    assert (picture["reason"], picture["ads"]) == ("picture is cut off", 1)
    assert picture["file"].endswith("picture-0.png")
    assert json["unread_picture_count"] == 1
