"""Rolling back by command: asked first, told in words, refused where it can't be."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Two runs: one ad, then another."""
    db = f"sqlite:///{tmp_path / 'test.db'}"
    for number in (1, 2):
        ad = {"id": number, "source": "site1.example", "body": f"garden {number}"}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(ad) + "\n")
        assert _lamplight(db, "run", "-q", str(tmp_path / f"{number}.jsonl")).exit_code == 0
    return db


def test_the_newest_run_is_rolled_back(db: str) -> None:
    result = _lamplight(db, "rollback", "2", "--yes")

    assert result.exit_code == 0
    assert "run 2 is rolled back" in result.stdout
    assert "1  ads removed" in result.stdout
    assert "The queue is that of run 1." in result.stdout
    assert len(json.loads(_lamplight(db, "queue", "--json").stdout)) == 1
    assert "rolled back" in _lamplight(db, "runs").stdout


def test_without_a_yes_nothing_happens(db: str) -> None:
    result = CliRunner().invoke(app, ["rollback", "--db", db], input="n\n")

    assert result.exit_code == 4
    assert "run 2 is not rolled back" in result.stderr
    assert len(json.loads(_lamplight(db, "queue", "--json").stdout)) == 2


def test_an_older_run_is_refused(db: str) -> None:
    result = _lamplight(db, "rollback", "1", "--yes")

    assert result.exit_code == 2
    assert "run 1 is not the newest" in result.stderr


def test_after_the_first_runs_going_the_words_say_how_to_begin(tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path / 'one.db'}"
    (tmp_path / "ads.jsonl").write_text('{"id": 1, "body": "garden"}\n')
    _lamplight(db, "run", "-q", str(tmp_path / "ads.jsonl"))

    result = _lamplight(db, "rollback", "--yes")

    assert "Nothing is ranked now" in result.stdout
    assert _lamplight(db, "queue").exit_code == 3


def _lamplight(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--db", db])
