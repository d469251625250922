"""Banks by command: made, filled, judged, given on."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app

PICTURE = Path(__file__).parents[1] / "data" / "pdq" / "turns" / "bridge-1-original.jpg"
MD5 = "ab" * 16


@pytest.fixture
def db(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path / 'test.db'}"
    made = CliRunner().invoke(
        app, ["bank", "new", "known", "--purpose", "a test", "--owner", "desk 3", "--db", address]
    )
    assert made.exit_code == 0, made.output
    return address


def bank(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["bank", *words, "--db", db])


def shown(db: str, *words: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(bank(db, "show", "known", "--json", *words).stdout)
    return told


def test_a_picture_goes_in_as_hashes_that_are_never_shown_whole(db: str) -> None:
    added = bank(db, "add", "known", "--media", str(PICTURE), "--label", "bridge")

    assert (added.exit_code, added.stdout) == (0, "2 added, 0 restored, 0 known already\n")
    found = shown(db)
    assert found["states"] == {"active": 2, "quarantined": 0, "expired": 0, "withdrawn": 0}
    entries = found["entries"]
    assert isinstance(entries, list)
    assert {one["kind"] for one in entries} == {"picture", "sha256"}
    assert {len(one["value"]) for one in entries} == {7}
    assert "f8f8f0…" in bank(db, "show", "known").stdout


def test_values_that_cannot_be_read_are_said_and_the_others_go_in(db: str) -> None:
    added = bank(db, "add", "known", f"md5:{MD5.upper()}", "roses", "00" * 32)

    assert added.exit_code == 1
    assert added.stdout.startswith("1 added")
    assert "value 2" in added.stderr
    assert "--type sha256 or pdq" in added.stderr


def test_a_type_names_hashes_of_64_digits_and_nothing_else(db: str) -> None:
    added = bank(db, "add", "known", MD5, "f0" * 32, "--type", "pdq")
    refused = bank(db, "add", "known", MD5, "--type", "md5")

    assert (added.exit_code, added.stdout[:8]) == (0, "2 added,")
    assert refused.exit_code == 2
    assert "of type sha256 or pdq" in refused.stderr


def test_a_file_goes_in_and_comes_out_where_that_is_allowed(db: str, tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.txt"
    path.write_text(f"md5,{MD5},roses\nmd5,zz,\n")

    taken = bank(db, "import", "known", str(path), "--json")
    refused = bank(db, "export", "known", "--out", str(out))
    bank(db, "change", "known", "--share")
    allowed = bank(db, "export", "known", "--out", str(out), "--format", "list")

    told = json.loads(taken.stdout)
    assert (taken.exit_code, told["entries"]["added"], told["set_aside"]) == (1, 1, 1)
    assert told["faults"][0]["line"] == 2
    assert (refused.exit_code, allowed.exit_code) == (4, 0)
    assert out.read_text() == f"{MD5}\n"


def test_an_entry_is_withdrawn_held_and_put_back_by_number_or_value(db: str) -> None:
    bank(db, "add", "known", MD5, "+1 (213) 555-0123")

    assert bank(db, "withdraw", "known", "1").stdout == "1 withdrawn\n"
    assert bank(db, "restore", "known", f"md5:{MD5}").stdout == "1 restored\n"
    assert bank(db, "quarantine", "known", "phone:+12135550123", MD5).stdout == "2 quarantined\n"
    assert bank(db, "release", "known", "1", "2").stdout == "2 released\n"
    assert bank(db, "withdraw", "known", "3").exit_code == 3


def test_an_opinion_is_put_down_and_taken_back(db: str) -> None:
    bank(db, "add", "known", MD5)

    assert bank(db, "opinion", "known", "1", "negative", "--note", "a wallpaper").exit_code == 0
    assert "negative  a wallpaper" in bank(db, "show", "known", "--entry", "1").stdout
    assert bank(db, "opinion", "known", "1", "--take-back").exit_code == 0
    assert shown(db, "--entry", "1")["opinions"] == []
    assert bank(db, "opinion", "known", "1", "odd").exit_code == 2


def test_a_bank_is_listed_changed_and_removed(db: str) -> None:
    assert "asks to review" in bank(db, "list").stdout
    assert bank(db, "change", "known", "--sign", "negative", "--disable").exit_code == 0
    (listed,) = json.loads(bank(db, "list", "--json").stdout)
    assert (listed["sign"], listed["enabled"], listed["flood_matches"]) == ("negative", False, 1000)
    assert bank(db, "change", "known", "--radius", "32").exit_code == 2
    assert bank(db, "remove", "known").exit_code == 2
    assert bank(db, "remove", "known", "--sure").exit_code == 0
    assert bank(db, "show", "known").exit_code == 3


def test_tidying_says_what_it_did(db: str) -> None:
    bank(db, "add", "known", MD5)
    bank(db, "withdraw", "known", "1")

    assert bank(db, "tidy").stdout == "0 expired, 0 removed\n"


def test_what_was_let_through_is_told_and_put_first_by_the_next_run(
    db: str, tmp_path: Path
) -> None:
    pdq = "f0" * 32
    (tmp_path / "ads.jsonl").write_text(
        json.dumps({"id": "1", "source": "s", "body": "a calm afternoon", "images": [pdq]})
        + "\n"
        + json.dumps({"id": "2", "source": "s", "body": "a quiet evening in the garden"})
    )
    run = ["run", str(tmp_path / "ads.jsonl"), "-q", "--db", db]
    bank(db, "change", "known", "--withhold")
    assert CliRunner().invoke(app, run).exit_code == 0

    added = bank(db, "add", "known", f"pdq:{pdq}")
    listed = json.loads(bank(db, "found", "known", "--json").stdout)
    told = CliRunner().invoke(app, ["queue", "--held", "--db", db]).stdout
    assert CliRunner().invoke(app, run).exit_code == 0
    first, _ = json.loads(CliRunner().invoke(app, ["queue", "--json", "--db", db]).stdout)

    assert "1 picture of 1 ad is in this bank" in added.stderr
    assert (listed["pictures"], listed["shown"][0]["ad_id"]) == (1, "1")
    assert "HELD: pictures of 1 ad are on a known list" in told
    assert told.count("  1 ad,") == 1
    assert first["held"] == 1
    assert first["reasons"][0]["text"].startswith("Held: pictures of 1 ad match the known list")
    assert pdq not in told + str(first)
