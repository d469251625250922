"""Verdicts make a probability, and too few of them make a plain no."""

import json
from datetime import UTC, datetime
from pathlib import Path

from typer.testing import CliRunner, Result

from lamplight.cli import app
from lamplight.model import Actor
from lamplight.store.decisions import Saying, add_decision
from lamplight.store.engine import open_engine

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def lamplight(db: str, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--db", db])


def test_after_enough_verdicts_leads_carry_a_probability(tmp_path: Path) -> None:
    """A hundred ads, each a network of its own with a phone that is looked for."""
    db = f"sqlite:///{tmp_path / 'test.db'}"
    ads, listed = tmp_path / "ads.jsonl", tmp_path / "listed.csv"
    numbers = [f"+1213555{number:04}" for number in range(100, 200)]
    ads.write_text(
        "".join(
            json.dumps({"id": phone[1:], "source": "s", "body": f"{ask(at)} call {phone}"}) + "\n"
            for at, phone in enumerate(numbers)
        )
    )
    listed.write_text("\n".join(numbers))
    lamplight(db, "watch", "new", "missing", "--purpose", "x", "--owner", "y")
    lamplight(db, "watch", "add", "missing", "--file", str(listed))
    assert lamplight(db, "run", str(ads), "-q").exit_code == 0
    leads = json.loads(lamplight(db, "queue", "--top", "100", "--json").stdout)
    assert len(leads) == 100

    too_few = lamplight(db, "calibrate")
    engine = open_engine(db)
    with engine.begin() as tables:
        for lead in leads:
            right = any(reason["kind"] == "words" for reason in lead["reasons"])
            saying = Saying("confirmed" if right else "dismissed", network=lead["network_id"])
            add_decision(tables, Actor("Ann"), saying, NOON)
    engine.dispose()
    done = lamplight(db, "calibrate", "--json")
    told = lamplight(db, "calibrate")
    assert lamplight(db, "run", "-q").exit_code == 0
    after = json.loads(lamplight(db, "queue", "--top", "100", "--json").stdout)

    assert too_few.exit_code == 2
    assert "0 confirmed and 0 dismissed" in too_few.stderr
    assert json.loads(done.stdout)["confirmed"] == 50
    assert 0 <= json.loads(done.stdout)["ece"] < 0.1
    assert "on leads held out in turn (10-fold cross-validation)" in told.stdout
    assert after[0]["probability"] > 0.8 > 0.2 > after[-1]["probability"]
    assert [lead["score"] for lead in after] == [lead["score"] for lead in leads]


def ask(at: int) -> str:
    return "real pictures" if at % 2 else "a calm place"
