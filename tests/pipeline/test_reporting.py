"""The report's facts are those of the run it is about."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from lamplight.errors import BadInput
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.reporting import facts_of, write_report
from lamplight.store.engine import reading
from lamplight.store.tables import audit
from tests.factories import ROSE
from tests.pipeline.world import write_small_world


@pytest.fixture
def second(engine: Engine, tmp_path: Path) -> int:
    """The number of a run that came after another one."""
    world = write_small_world(tmp_path / "world")
    for request in (replace(world, files=world.files[:1]), world):
        summary = run(engine, request, ROSE, Unwatched())
    return int(summary["run"])


def test_the_facts_are_those_of_the_run(engine: Engine, second: int) -> None:
    with reading(engine) as db:
        facts = facts_of(db, second)

    assert [(file.records, file.set_aside) for file in facts.files] == [(90, 1), (41, 3)]
    assert sum(facts.set_aside.values()) == 4
    assert sum(source.before + source.new for source in facts.sources) == 107
    assert sum(source.new for source in facts.sources) == 19  # one of them changed
    assert sum(facts.days.values()) == 107
    assert sum(facts.new_days.values()) == 19
    assert sum(ads * count for ads, count in facts.networks.items()) == 107
    assert sum(facts.providers.values()) == facts.summary["providers"]
    assert facts.languages_new.sampled == 19
    assert max(facts.languages_before.shares, key=facts.languages_before.shares.__getitem__) == "en"
    assert sum(facts.languages_before.shares.values()) == pytest.approx(1)
    assert all(list(cut.groups) == sorted(cut.groups, reverse=True) for cut in facts.cuts)
    assert len(facts.generic) == 10


def test_the_file_is_its_owners_and_the_writing_is_recorded(
    engine: Engine, tmp_path: Path, second: int
) -> None:
    path = tmp_path / "report.html"

    write_report(engine, ROSE, second, path)

    assert f"<h1>Run {second}</h1>" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with reading(engine) as db:
        rows = db.execute(select(audit.c.subject).where(audit.c.action == "wrote report"))
        assert list(rows.scalars()) == [f"run:{second}"]


def test_a_place_that_cannot_be_written_is_said(
    engine: Engine, tmp_path: Path, second: int
) -> None:
    with pytest.raises(BadInput, match="can't be written"):
        write_report(engine, ROSE, second, tmp_path / "missing" / "report.html")


def test_the_days_are_those_of_the_clock_in_utc(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_text(
        '{"id": 1, "body": "garden", "posted_at": "2026-01-02T23:30:00-03:00"}\n'
        '{"id": 2, "body": "studio", "posted_at": "2026-01-02T00:00:00Z"}\n'
        '{"id": 3, "body": "walk"}\n'
    )
    number = run(engine, Request(files=(str(tmp_path / "ads.jsonl"),)), ROSE, Unwatched())["run"]

    with reading(engine) as db:
        days = facts_of(db, number).days

    assert {day.isoformat(): count for day, count in days.items()} == {
        "2026-01-02": 1,
        "2026-01-03": 1,
    }
