"""Networks are ranked in batches, in one process or in many, with the same outcome."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from lamplight.pipeline import ranking
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.store.leads import Filters, Page, load_page
from lamplight.store.tables import runs
from tests.factories import ROSE
from tests.pipeline.world import write_small_world


def queue(engine: Engine) -> Page:
    with engine.begin() as db:
        return load_page(db, Filters(), None)


def test_processes_and_small_batches_rank_as_one_does(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(engine, write_small_world(tmp_path / "world"), ROSE, Unwatched())
    at_once = queue(engine)
    monkeypatch.setattr(ranking, "BATCH", 7)
    monkeypatch.setattr(ranking, "WORTH_PROCESSES", 1)
    with engine.begin() as db:
        db.execute(update(runs).values(ranker=None))  # so that nothing is carried on

    again = run(engine, Request(), ROSE, Unwatched())

    assert at_once.total > 7
    assert queue(engine) == at_once
    told = [{it["name"]: it["items"] for it in summary["stages"]} for summary in (first, again)]
    assert told[0]["rank"] == told[1]["rank"] == at_once.total
