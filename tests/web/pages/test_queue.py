"""The queue shows leads best first, says why, and keeps apart what is decided or thin."""

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.rank.score import FLOOR
from lamplight.store import audit
from lamplight.store.leads import Count
from lamplight.web.pages.queue import Asked, QueuePage
from tests.web import world


def test_a_lead_says_its_rank_score_reasons_size_places_and_day(client: TestClient) -> None:
    page = client.get("/queue").text

    for said in (
        "6 of 6 ads hide their phone number in words.",
        "+6.0",
        "62\u2009%",
        "6 ads",
        "2 providers",
        "Austin, TX, US; Dallas, TX, US; 1 more",
        "today",
    ):
        assert said in page


def test_json_holds_the_contract_fields_best_first(client: TestClient) -> None:
    found = client.get("/api/queue").json()

    assert found["total"] == 39
    assert [lead["rank"] for lead in found["leads"]] == list(range(1, 26))
    assert {
        *("lead_id", "network_id", "rank", "score", "probability", "ads", "providers"),
        *("cities", "first_seen", "last_seen", "reasons"),
    } <= found["leads"][0].keys()
    assert found["leads"][0]["reasons"][0].keys() == {"text", "bits", "kind", "evidence"}


def test_htmx_gets_the_list_alone(client: TestClient) -> None:
    fragment = client.get("/queue", headers={"HX-Request": "true"}).text

    assert fragment.lstrip().startswith("<section")
    assert "<html" not in fragment


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": "dallas"}, ["l1"]),
        ({"place": "DALLAS, tx"}, ["l1"]),
        ({"min_score": "1.5"}, ["l1", "l2"]),
        ({"min_score": ""}, None),
        ({"text": "iris write"}, ["l2"]),
        ({"text": "friendly", "place": "Lyon"}, []),
        ({"status": "confirmed"}, []),
        ({"place": "%"}, []),
    ],
)
def test_filters_narrow(client: TestClient, asked: dict[str, str], found: list[str] | None) -> None:
    leads = client.get("/api/queue", params=asked).json()["leads"]

    assert found is None or [lead["lead_id"] for lead in leads] == found


def test_networks_with_too_little_to_say_stand_apart(client: TestClient) -> None:
    apart = client.get("/api/queue", params={"thin": True}).json()["leads"]

    assert [lead["lead_id"] for lead in apart] == ["l3"]
    assert "not enough to say" in client.get("/queue", params={"thin": True}).text


def test_pages_follow_one_another_without_gaps(client: TestClient) -> None:
    first, second = (client.get("/api/queue", params={"page": at}).json() for at in (1, 2))

    ranks = [lead["rank"] for lead in first["leads"] + second["leads"]]
    assert ranks == list(range(1, 40))
    assert 'href="/queue?page=2"' in client.get("/queue").text


def test_a_filter_that_fits_nothing_says_how_to_clear_it(client: TestClient) -> None:
    page = client.get("/queue", params={"text": "no-such-word-anywhere"}).text

    assert "No lead fits" in page
    assert "Clear the filters" in page


def test_an_empty_database_says_which_command_to_run(empty: TestClient) -> None:
    page = empty.get("/queue").text

    assert "lamplight run ads.jsonl" in page


@pytest.mark.parametrize(
    "asked", [{"page": "0"}, {"min_score": "many"}, {"status": "odd"}, {"text": "a\0b"}]
)
def test_what_cannot_be_read_is_refused_in_words(client: TestClient, asked: dict[str, str]) -> None:
    page, json = client.get("/queue", params=asked), client.get("/api/queue", params=asked)

    assert (page.status_code, json.status_code) == (422, 422)
    assert next(iter(asked)) in page.text
    assert next(iter(asked)) in json.json()["detail"]


def test_a_look_is_written_down(client: TestClient, engine: Engine) -> None:
    client.get("/queue")

    with engine.begin() as db:
        entry = audit.entries(db)[0]
    assert (entry.actor, entry.action) == ("rose", "saw queue")


def test_the_page_says_in_words_what_a_score_and_the_floor_mean(client: TestClient) -> None:
    page, thin = (client.get("/queue", params={"thin": it}).text for it in (False, True))

    assert "0 bits are even odds." in page
    assert f"The floor: {FLOOR}." in page
    assert "Below the floor: too little evidence to rank these" in thin


@pytest.mark.parametrize(
    ("scores", "low", "turn"),
    [((2.0, 0.0, -0.5), False, 2), ((0.0, -0.5), True, None), ((2.0, 1.0), False, None)],
)
def test_where_leads_fall_to_even_odds_or_below_is_said(
    scores: tuple[float, ...], low: bool, turn: int | None
) -> None:
    leads = tuple(world.a_lead(f"n{at}", at, score) for at, score in enumerate(scores, 1))

    page = QueuePage(
        Asked(), leads, total=Count(2), other=Count(0), held=Count(0), most=1.0, ran=True
    )

    assert page.low is low
    assert (page.turn.rank if page.turn else None) == turn


def test_the_filter_by_held_pictures_shows_and_ends(client: TestClient) -> None:
    box = '<input type="checkbox" name="held" value="true"'

    assert f"{box}>" in client.get("/queue").text
    assert f"{box} checked>" in client.get("/queue?held=true").text


def test_the_rest_of_a_leads_reasons_waits_behind_a_fold(client: TestClient) -> None:
    row = client.get("/queue", params={"place": "dallas"}).text

    shown, _, folded = row.partition("<details><summary>All 5 reasons")
    assert "Ads that say there is no rush" not in shown
    assert "Ads that say there is no rush" in folded
    assert "few should be found first" in folded
