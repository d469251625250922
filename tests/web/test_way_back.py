"""A lead leads back to the queue as it was left, and nowhere else."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.settings import Settings
from lamplight.web.app import make_app
from lamplight.web.way_back import COOKIE
from tests.web import world
from tests.web.conftest import HERE


@pytest.fixture
def client(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    world.fill(engine, tmp_path_factory.mktemp("world"))
    return TestClient(make_app(engine, Settings(), now=lambda: world.NOON), base_url=HERE)


def test_a_lead_leads_back_to_the_queue_as_it_was_narrowed(client: TestClient) -> None:
    client.get("/queue", params={"place": "Dallas, “TX”", "min_score": "0.5"})

    narrowed = client.get("/leads/l1").text
    client.get("/queue")
    whole = client.get("/leads/l1").text

    back = "/queue?place=Dallas%2C+%E2%80%9CTX%E2%80%9D&amp;min_score=0.5"
    assert f'<a href="{back}">Queue, as you left it</a>' in narrowed
    assert '<a href="/queue">Queue</a>' in whole


@pytest.mark.parametrize(
    "forged",
    ["https://other.example/", "//other.example/queue?a=1", '/queue?"><script>', "/queue?a=1\\n"],
)
def test_what_another_server_put_there_leads_to_the_whole_queue(
    client: TestClient, forged: str
) -> None:
    client.cookies.set(COOKIE, forged)

    assert '<a href="/queue">Queue</a>' in client.get("/leads/l1").text
