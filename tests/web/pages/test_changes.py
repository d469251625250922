"""The page of changes says what a run brought, and leads to the networks and to both runs."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.web import world


@pytest.fixture
def changed(client: TestClient, engine: Engine) -> TestClient:
    world.run_again(engine)
    return client


def test_what_is_new_is_told_with_the_networks_it_came_from(changed: TestClient) -> None:
    page = changed.get("/changes").text

    assert "Merged with" in page
    assert 'href="/networks/n2"' in page
    assert 'href="/runs/2"' in page
    assert 'href="/runs/1"' in page
    assert 'href="/changes"' in changed.get("/runs").text


def test_the_json_holds_the_same_and_is_narrowed_alike(changed: TestClient) -> None:
    everything = changed.get("/api/changes").json()
    merged = changed.get("/api/changes", params={"what": "merged"}).json()
    split = changed.get("/api/changes", params={"what": "split"}).json()

    assert (everything["run"]["number"], everything["before"]["number"]) == (2, 1)
    assert everything["counts"] == {
        **{"all": 2, "new": 0, "grown": 0, "merged": 2, "split": 0, "risen": 0},
    }
    assert [it["network_id"] for it in everything["changes"]] == ["n1", "n5"]
    assert merged["changes"] == everything["changes"]
    assert (split["changes"], split["total"]) == ([], 0)
    assert everything["gone"] == 2
    assert "Nothing of that kind" in changed.get("/changes?what=split").text


def test_after_one_run_there_is_nothing_to_compare(client: TestClient) -> None:
    answer = client.get("/changes")

    assert answer.status_code == 200
    assert "only one run is done" in answer.text
    assert client.get("/api/changes").status_code == 404
    assert 'class="button go" href="/changes"' not in client.get("/runs").text


def test_looking_is_recorded(changed: TestClient) -> None:
    changed.get("/changes")

    assert "saw changes" in changed.get("/audit").text
