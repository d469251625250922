"""What a network's texts have in common, by command."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app

TEXTS = [
    "quiet room near the river with easy parking and fresh towels in Reno, call 213 555 0101",
    "quiet room near the river with easy parking and fresh towels in Houston, call 213 555 0101",
    "quiet room near the river with easy parking and fresh towels in Reno, call 213 555 0101",
    "a bright studio",
]


@pytest.fixture
def db(tmp_path: Path) -> str:
    db = f"sqlite:///{tmp_path / 'test.db'}"
    (tmp_path / "site1.jsonl").write_text(
        "".join(json.dumps({"id": at, "body": text}) + "\n" for at, text in enumerate(TEXTS))
    )
    assert _lamplight(db, "run", "-q", str(tmp_path / "site1.jsonl")).exit_code == 0
    return db


def test_constants_and_slots_are_told(db: str) -> None:
    told = _lamplight(db, "templates", _network(db, 3)).stdout

    assert "3 ads, 2 different texts: site1/0, site1/1, site1/2" in told
    assert "fresh towels in [Houston, | Reno,] call 213 555 0101" in told


def test_json_has_groups_with_pieces(db: str) -> None:
    [group] = json.loads(_lamplight(db, "templates", _network(db, 3), "--json").stdout)

    assert group["ads"] == ["site1/0", "site1/1", "site1/2"]
    assert group["template"]["texts"] == 2
    assert group["template"]["pieces"][1] == {"fillings": [["Houston,", 1], ["Reno,", 1]]}


def test_texts_that_stand_alone_are_said_to(db: str) -> None:
    assert "no two of these ads" in _lamplight(db, "templates", _network(db, 1)).stdout


def test_a_value_is_refused(db: str) -> None:
    result = _lamplight(db, "templates", "phone:+12135550101")

    assert result.exit_code == 2
    assert "is a value" in result.stderr


def _network(db: str, ads: int) -> str:
    leads = json.loads(_lamplight(db, "queue", "--json").stdout)
    return next(f"network:{lead['network_id']}" for lead in leads if lead["ads"] == ads)


def _lamplight(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--db", db])
