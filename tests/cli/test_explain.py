"""Explaining by command, on ads that share a phone and ads that don't."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app

ADS = (
    ("a1", "quiet room near the river with easy parking and fresh towels", "213-555-0101"),
    ("a2", "garden house on the hill with a wide view and time to talk", "213-555-0101"),
    ("b1", "bright studio by the old station where music plays all day", "213-555-0102"),
)


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Ads a1 and a2 share a phone; b1 stands alone."""
    file = tmp_path / "ads.jsonl"
    file.write_text(
        "".join(
            json.dumps({"id": id, "source": "s", "country": "US", "body": f"{text} call {phone}"})
            + "\n"
            for id, text, phone in ADS
        )
    )
    db = f"sqlite:///{tmp_path / 'test.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0
    return db


def explain(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["explain", *words, "--db", db])


def test_an_ad_says_where_it_belongs_and_what_was_read(db: str) -> None:
    told = explain(db, "ad:s/a1")

    assert told.exit_code == 0
    assert "phone:+12135550101" in told.stdout
    assert "ad:s/a1 and ad:s/a2" in told.stdout


def test_two_ads_of_one_network_are_joined_step_by_step(db: str) -> None:
    told = explain(db, "ad:s/a1", "ad:s/a2").stdout

    assert "In one network" in told
    assert "+12135550101" in told
    assert "The weakest link on the way" in told


def test_two_ads_of_two_networks_share_nothing(db: str) -> None:
    told = explain(db, "ad:s/a1", "ad:s/b1").stdout

    assert "In different networks" in told
    assert "and against\n  none" in told
    assert "Nothing that both show could join them" in told


def test_two_ads_of_one_phone_that_were_not_joined_show_the_whole_sum(tmp_path: Path) -> None:
    file = tmp_path / "hand.csv"
    file.write_text(
        "id,source,text,phone,city,region,country,posted_at\n"
        "1,s,a quiet room near the river,775-555-0101,Reno,NV,US,2026-01-03\n"
        "2,s,a bright studio by the station,775-555-0101,Elko,NV,US,2026-03-05\n"
        "3,s,a garden house on the hill,775-555-0102,Elko,NV,US,2026-03-05\n"
    )
    db = f"sqlite:///{tmp_path / 'hand.db'}"
    assert CliRunner().invoke(app, ["run", str(file), "-q", "--db", db]).exit_code == 0

    told = explain(db, "ad:s/1", "ad:s/2").stdout

    assert "+6.0  Both show the phone +17755550101" in told
    assert "-7.0  As to time and place, one fell silent" in told
    assert "-1.0  in all; a join needs +3.0 at least" in told
    assert "4.0 are missing" in told


def test_a_decision_against_the_evidence_is_named(db: str) -> None:
    words = ["decide", "not-same", "ad:s/a1", "ad:s/a2", "--db", db]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert CliRunner().invoke(app, ["run", "-q", "--db", db]).exit_code == 0

    told = explain(db, "ad:s/a1", "ad:s/a2").stdout

    assert "Both show the phone +12135550101" in told
    assert "A person said that they are not the same" in told


@pytest.mark.parametrize("writing", ["phone:+12135550101", "phone:+1 (213) 555-0101"])
def test_a_value_in_any_writing_says_who_shows_it(db: str, writing: str) -> None:
    told = explain(db, writing)

    assert told.exit_code == 0
    assert "2 ads" in told.stdout


def test_a_network_is_explained_by_its_weakest_link_first(db: str) -> None:
    network = json.loads(explain(db, "ad:s/a1", "--json").stdout)["parts"][0]["lines"][1]

    told = explain(db, network)

    assert told.exit_code == 0
    assert "2 ads" in told.stdout
    assert "in the queue" in told.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ad:s/none",), 3),
        (("network:nope",), 3),
        (("phone:+12135550199",), 3),
        (("rubbish",), 2),
        (("phone:12",), 2),
        (("phone:+12135550101", "ad:s/a1"), 2),
    ],
)
def test_what_is_not_there_is_one_line(db: str, words: tuple[str, ...], code: int) -> None:
    told = explain(db, *words)

    assert (told.exit_code, told.stdout) == (code, "")
    assert told.stderr.count("\n") == 1
