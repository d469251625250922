"""A lead's page goes from the score down to the words, and shows what strangers wrote as text."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from lamplight.store import audit
from tests.web import world


def test_each_reason_stands_with_its_bits_and_the_words_it_rests_on(client: TestClient) -> None:
    page = client.get("/leads/l1").text

    assert "6 of 6 ads hide their phone number in words." in page
    assert "<mark>213 five five five 0123</mark>" in page
    for bits in ("+5.5", "+3.2", "−0.8", "−4.0", "+6.0"):
        assert bits in page


def test_words_that_are_markup_are_shown_as_text(client: TestClient) -> None:
    page = client.get("/leads/l1").text

    assert "<script>document" not in page
    assert "<b>bold</b>" not in page
    assert "&lt;script&gt;document.title=&#39;broken&#39;&lt;/script&gt;" in page


def test_the_weakest_link_is_named_with_its_reasons(client: TestClient) -> None:
    links = client.get("/api/leads/l1").json()["links"]
    page = client.get("/leads/l1").text

    assert [[link["bits"] for link in group["links"]] for group in links] == [[2.5], [11.5] * 4]
    assert links[0]["links"][0]["left"]["reference"] == "board-one/102"
    assert links[0]["links"][0]["chances"]["operator"] < 0.95
    assert " in 10 such links are right" in links[0]["links"][0]["often"]
    assert "Weakest" in page
    assert "they were not seen in one place" in page


def test_a_cut_is_explained(client: TestClient) -> None:
    page = client.get("/leads/l1").text

    assert "2 networks share the phone and agree in too little else" in page


def test_a_value_says_how_it_was_read_and_how_surely(client: TestClient) -> None:
    values = client.get("/api/leads/l1").json()["values"]

    assert values[0] == {
        "kind": "phone",
        "value": world.PHONE,
        "joins": True,
        "ads": 6,
        "readings": [{"method": "digit words", "ads": 6}],
        "confidence": 0.97,
        "obfuscation": 0.4,
    }


def test_only_the_ads_of_one_reason_are_shown_when_asked(client: TestClient) -> None:
    found = client.get("/api/leads/l1", params={"reason": 3}).json()

    assert found["total"] == 1
    assert found["ads"][0]["ad"]["id"] == "100"


def test_where_little_can_be_said_no_chance_is_shown(client: TestClient) -> None:
    page = client.get("/leads/l3").text

    assert "not enough to say" in page


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/leads/n1", "/leads/l1"),
        ("/leads/n99", "/leads/l1"),
        ("/networks/n99", "/leads/n1"),
        ("/providers/p2", "/leads/n1#providers"),
        ("/ads/4", "/leads/n1?page=1#ad-4"),
    ],
)
def test_other_ids_lead_on(client: TestClient, asked: str, leads_to: str) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


@pytest.mark.parametrize(
    "asked", ["/leads/l999", "/leads/x", "/networks/n98", "/providers/p99", "/ads/9999"]
)
def test_what_is_not_there_is_not_found(client: TestClient, asked: str) -> None:
    assert client.get(asked).status_code == 404


def test_no_hash_and_no_file_name_is_given_out(client: TestClient, tmp_path: Path) -> None:
    page, json = client.get("/leads/l1").text, client.get("/api/leads/l1").text

    hashes = world.hashes_of(str(tmp_path / "picture-0.png"))
    for text in (page, json):
        assert hashes.pdq[:12] not in text
        assert hashes.sha256[:12] not in text
        assert "picture-0.png" not in text


def test_looks_are_written_down(client: TestClient, engine: Engine) -> None:
    client.get("/leads/l1")

    with engine.begin() as db:
        entries = audit.entries(db)
    (look,) = (entry for entry in entries if entry.action == "saw ads")
    assert (look.actor, look.subject) == ("rose", "6 ads")
    assert len(set(look.details["ads"])) == 6
    assert all(it.startswith("ad:sha256:") for it in look.details["ads"])
    assert ("saw lead", "n1") in {(entry.action, entry.subject) for entry in entries}
