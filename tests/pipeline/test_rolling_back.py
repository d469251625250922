"""A run is rolled back: everything stands as it stood before."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from lamplight.errors import BadInput, Busy, NotFound
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.rolling_back import roll_back_run
from lamplight.store.clusters import resolve
from lamplight.store.decisions import Saying, add_decision, load_decisions
from lamplight.store.engine import reading
from lamplight.store.forget import forget_value
from lamplight.store.lock import locked
from lamplight.store.runs import done_run
from lamplight.store.tables import redirects, value_uses
from tests.factories import ROSE, day
from tests.pipeline.world import write_small_world
from tests.store.snapshot import Rows, snapshot

HISTORY = ("runs", "run_files", "set_aside")
"""What happened stays written down."""


def go(engine: Engine, request: Request) -> int:
    return int(run(engine, request, ROSE, Unwatched())["run"])


def stored(engine: Engine) -> dict[str, Rows]:
    return {name: rows for name, rows in snapshot(engine).items() if name not in HISTORY}


@pytest.fixture
def world(tmp_path: Path) -> Request:
    """Of its two files the second brings new ads, versions of known ones, older texts."""
    return write_small_world(tmp_path / "world")


@pytest.fixture
def first(engine: Engine, world: Request) -> Request:
    """Only the first file, read already."""
    request = replace(world, files=world.files[:1])
    go(engine, request)
    return request


def test_a_runs_ads_versions_and_results_are_gone(
    engine: Engine, world: Request, first: Request
) -> None:
    before = stored(engine)
    number = go(engine, world)
    assert stored(engine) != before

    undone = roll_back_run(engine, ROSE, number)

    assert stored(engine) == before
    assert (undone.removed, len(undone.restored)) == (18, 1)


def test_an_ad_that_was_changed_there_and_back_is_as_it_was(engine: Engine, tmp_path: Path) -> None:
    words = [("b", 5), ("c", 7), ("b", 8), ("d", 9)]
    go(engine, Request(files=(_ads_of(tmp_path / "first.jsonl", [("a", 3), ("b", 4)]),)))
    before = stored(engine)

    number = go(engine, Request(files=(_ads_of(tmp_path / "second.jsonl", words),)))
    roll_back_run(engine, ROSE, number)

    assert stored(engine) == before


def test_the_same_run_again_comes_to_the_same(
    engine: Engine, world: Request, first: Request
) -> None:
    number = go(engine, world)
    once = stored(engine)
    roll_back_run(engine, ROSE, number)
    second = go(engine, world)

    twice = stored(engine)
    for table in ("ad_pictures", "signals"):
        assert once[table] == twice[table]
    for table in ("memberships", "homes", "leads", "links", "value_uses"):
        assert _of_run(once[table], number) == _of_run(twice[table], second)


def test_a_first_run_leaves_nothing(engine: Engine, first: Request) -> None:
    roll_back_run(engine, ROSE, 1)

    assert not any(rows for name, rows in stored(engine).items() if name != "alembic_version")
    with reading(engine) as db:
        assert done_run(db) is None
    with pytest.raises(NotFound, match="nothing has run yet"):
        roll_back_run(engine, ROSE, 1)


def test_a_fit_of_the_run_is_gone_too(engine: Engine, first: Request) -> None:
    before = snapshot(engine)["fits"]
    number = go(engine, replace(first, files=(), refit=True))
    assert len(snapshot(engine)["fits"]) == 2

    roll_back_run(engine, ROSE, number)

    assert snapshot(engine)["fits"] == before


def test_ids_that_led_on_lead_where_they_led(engine: Engine, first: Request) -> None:
    with engine.begin() as db:
        network = _a_network(engine)
        db.execute(insert(redirects).values(old="n-old", new=network, run=1))
    number = go(engine, replace(first, files=()))
    with engine.begin() as db:
        db.execute(redirects.update().values(ended=number))
        db.execute(insert(redirects).values(old="n-other", new=network, run=number))

    roll_back_run(engine, ROSE, number)

    with reading(engine) as db:
        assert resolve(db, "n-old") == network
        with pytest.raises(NotFound):
            resolve(db, "n-other")


def test_decisions_about_removed_ads_go_with_them_and_are_counted(
    engine: Engine, world: Request, first: Request
) -> None:
    number = go(engine, world)
    with engine.begin() as db:
        add_decision(db, ROSE, Saying("not the same", pairs=[(1, 100)]), day(1))
        add_decision(db, ROSE, Saying("not the same", pairs=[(1, 2)]), day(2))

    undone = roll_back_run(engine, ROSE, number)

    assert undone.decisions == 1
    with reading(engine) as db:
        assert [(it.left, it.right) for it in load_decisions(db)] == [(1, 2)]


def test_only_the_newest_run_is_rolled_back_and_only_once(engine: Engine, first: Request) -> None:
    again = replace(first, files=())
    go(engine, again)
    number = go(engine, again)

    with pytest.raises(BadInput, match=f"only that can be rolled back, run {number}"):
        roll_back_run(engine, ROSE, 1)
    roll_back_run(engine, ROSE, number)
    with pytest.raises(BadInput, match="not kept any more"):
        roll_back_run(engine, ROSE, number - 1)


def test_what_a_stopped_run_read_is_rolled_back(
    engine: Engine, world: Request, first: Request
) -> None:
    before = stored(engine)
    with pytest.raises(KeyboardInterrupt):
        run(engine, world, ROSE, _Stopped())
    assert stored(engine) != before

    roll_back_run(engine, ROSE, 2)

    after = stored(engine)
    del before["ad_pictures"], after["ad_pictures"]  # the broken ones are to be tried again
    assert after == before


def test_nothing_is_rolled_back_while_a_run_is_at_work(engine: Engine, first: Request) -> None:
    with locked(engine, "a run"), pytest.raises(Busy):
        roll_back_run(engine, ROSE, 1)


def test_forgetting_a_value_keeps_the_other_runs_cuts(engine: Engine, first: Request) -> None:
    number = go(engine, replace(first, files=()))
    with engine.begin() as db:
        use = {"number": 900, "ads": 2, "atoms": 2, "senses": 1, "bits": 1.0, "kind": "phone"}
        db.execute(value_uses.insert().values(run=1, value="+12125550100", **use))
        db.execute(value_uses.insert().values(run=number, value="+12125550101", **use))
        forget_value(db, ROSE, "phone", "+12125550100", lambda ad: ad)
        left = db.execute(value_uses.select().where(value_uses.c.number == 900)).all()

    assert [row.run for row in left] == [number]


class _Stopped(Unwatched):
    def advance(self, items: int) -> None:
        raise KeyboardInterrupt


def _a_network(engine: Engine) -> str:
    with reading(engine) as db:
        return str(db.exec_driver_sql("select min(network) from memberships").scalar())


def _ads_of(path: Path, words: list[tuple[str, int]]) -> str:
    records = [
        {
            "id": 1,
            "source": "site1.example",
            "body": f"{word}: call 775 555 0123",
            "collected_at": f"2026-02-{moment:02}T10:00:00Z",
        }
        for word, moment in words
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def _of_run(rows: Rows, run: int) -> Rows:
    return [row[1:] for row in rows if row[0] == str(run)]
