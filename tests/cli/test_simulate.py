import csv
import json
from pathlib import Path

from typer.testing import CliRunner, Result

from lamplight.cli import app


def simulate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["simulate", *map(str, arguments)])


def test_a_world_is_written_as_the_contract_says(tmp_path: Path) -> None:
    out = tmp_path / "world"

    result = simulate("--ads", 300, "--seed", 5, "--pictures", 40, "--out", out)

    ads = [json.loads(line) for line in (out / "ads.jsonl").read_text().splitlines()]
    with (out / "truth.csv").open() as file:
        truth = list(csv.DictReader(file))
    assert result.exit_code == 0
    assert list(truth[0]) == ["ad_id", "source", "provider", "network", "label"]
    assert [(row["source"], row["ad_id"]) for row in truth] == [
        (ad["source"], ad["id"]) for ad in ads
    ]
    assert len(ads) == 300
    assert {row["label"] for row in truth} <= {"", "0", "1"}
    with_files = [ad for ad in ads if any("images/" in str(name) for name in ad.get("images", []))]
    assert len(with_files) >= 40


def test_the_summary_goes_to_stdout_and_says_where_things_are(tmp_path: Path) -> None:
    result = simulate("--ads", 20, "--out", tmp_path)

    assert result.stdout.startswith("20 ads of ")
    assert str(tmp_path / "truth.csv") in result.stdout


def test_every_profile_can_be_named(tmp_path: Path) -> None:
    for profile in ("easy", "hard", "touring", "copycat", "drift"):
        assert (
            simulate("--ads", 20, "--profile", profile, "--out", tmp_path / profile).exit_code == 0
        )


def test_the_first_day_can_be_chosen(tmp_path: Path) -> None:
    simulate("--ads", 20, "--begin", "2026-03-01", "--out", tmp_path)

    posted = [
        json.loads(line).get("posted_at", "2026-03")
        for line in (tmp_path / "ads.jsonl").read_text().splitlines()
    ]
    assert min(posted) >= "2026-03-01"
