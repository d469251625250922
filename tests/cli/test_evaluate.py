import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app
from lamplight.pipeline.world import write_world
from lamplight.simulate.world import World


def lamplight(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def world(tmp_path: Path, url: str) -> Path:
    """A folder with a small world whose ads were run into the database of the test."""
    write_world(World(120, seed=6, profile="easy"), tmp_path / "world", lambda done: None)
    assert lamplight("run", "--db", url, tmp_path / "world" / "ads.jsonl").exit_code == 0
    return tmp_path / "world"


def test_a_run_is_measured_as_the_contract_says(world: Path, url: str) -> None:
    result = lamplight("evaluate", "--db", url, "--truth", world / "truth.csv", "--json")

    measured = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (measured["ads"], measured["missing"], measured["extra"]) == (120, 0, 0)
    for level in ("providers", "networks"):
        for measure in ("pairwise", "b_cubed"):
            shares = measured[level][measure]
            assert set(shares) == {"precision", "recall", "f1"}
            assert all(0.5 < share <= 1 for share in shares.values()), (level, measure, shares)
        assert 0 < measured[level]["largest_true_share"] <= 0.2
    assert set(measured["queue"]) == {"10", "50", "100", "1%"}
    assert set(measured["queue"]["10"]) == {"recall", "precision"}
    assert set(measured["calibration"]) == {"ece", "bins"}
    assert set(measured["links"]) == {"ece", "bins"}
    assert all(held["share"] == 1.0 for held in measured["links"]["bins"])
    assert set(measured["baselines"]) == {"random", "size", "key_words"}
    for order in measured["baselines"].values():
        assert set(order) == {"10", "50", "100", "1%"}
        assert set(order["10"]) == {"recall", "precision"}
    assert all(order["100"]["recall"] == 1 for order in measured["baselines"].values())


def test_without_json_the_same_is_a_table(world: Path, url: str) -> None:
    result = lamplight("evaluate", "--db", url, "--truth", world / "truth.csv")

    assert "120 ads compared; 0 only in the truth, 0 only in the database" in result.stdout
    assert "networks" in result.stdout
    assert result.stdout.count("key words") == 1
    assert result.stderr == ""


def test_ads_of_one_side_alone_are_counted(world: Path, url: str) -> None:
    lines = (world / "truth.csv").read_text().splitlines()
    (world / "part.csv").write_text("\n".join([*lines[:101], "x,site9.example,p1,n1,"]))

    result = lamplight("evaluate", "--db", url, "--truth", world / "part.csv", "--json")

    measured = json.loads(result.stdout)
    assert (measured["ads"], measured["missing"], measured["extra"]) == (100, 1, 20)
    assert result.stderr == (
        "warning: is this the truth of these ads? 100 were compared; "
        "1 are only in the truth and 20 only in the database\n"
    )


def test_a_truth_that_is_not_there_is_said_in_words(world: Path, url: str) -> None:
    result = lamplight("evaluate", "--db", url, "--truth", world / "none.csv")

    assert result.exit_code == 2
    assert result.stderr == f"error: {world / 'none.csv'} is not there\n"


def test_a_database_without_a_run_has_nothing_to_measure(tmp_path: Path) -> None:
    (tmp_path / "truth.csv").write_text("ad_id,source,provider,network,label\n1,s1,p1,n1,1\n")

    result = lamplight(
        "evaluate", "--db", f"sqlite:///{tmp_path / 'empty.db'}", "--truth", tmp_path / "truth.csv"
    )

    assert result.exit_code == 3
    assert "no run is done yet" in result.stderr
