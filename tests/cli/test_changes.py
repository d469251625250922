"""What is new since the run before, by command."""

import json
from pathlib import Path

import pytest

from tests.cli.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


GARDEN = "a garden house on the hill with a wide view and time to talk, call 212 555 0123"


def test_growth_and_novelty_are_told(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})
    world.read({"id": 2, "body": GARDEN}, {"id": 3, "body": "a bright studio by the station"})

    told = world.lamplight("changes").stdout

    assert "run 2 of" in told
    assert "beside run 1" in told
    assert "networks: 1 grown, 1 new; 0 ids are no more" in told
    assert "grown by 1 to 2 ads" in told
    assert "new, 1 ad" in told


def test_json_has_all_of_it(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})
    world.read({"id": 2, "body": GARDEN})

    found = json.loads(world.lamplight("changes", "--json").stdout)

    assert (found["run"], found["before"], found["gone"]) == (2, 1, 0)
    assert [(it["what"], it["ads"], it["ads_new"]) for it in found["changes"]] == [
        (["grown"], 2, 1)
    ]


def test_a_merger_by_decision_names_both(world: World) -> None:
    world.read({"id": 1, "body": GARDEN}, {"id": 2, "body": "a bright studio by the station"})
    world.lamplight("decide", "same", "ad:site1/1", "ad:site1/2")
    world.lamplight("run", "-q")

    assert "merged from n" in world.lamplight("changes").stdout


def test_nothing_new_is_said(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})
    world.lamplight("run", "-q")

    assert "networks: nothing new" in world.lamplight("changes").stdout


def test_with_one_run_there_is_nothing_to_compare(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})

    result = world.lamplight("changes")

    assert result.exit_code == 3
    assert "only one run is done" in result.stderr


def test_a_run_writes_its_report_where_it_is_told(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})
    path = world.folder / "report.html"

    assert world.lamplight("run", "-q", "--report", str(path)).exit_code == 0

    assert "<h1>Run 2</h1>" in path.read_text()


def test_a_report_that_cannot_be_written_is_refused_before_anything_runs(world: World) -> None:
    world.read({"id": 1, "body": GARDEN})
    path = world.folder / "missing" / "report.html"

    result = world.lamplight("run", "-q", "--report", str(path))

    assert result.exit_code == 2
    assert "its folder is not there" in result.stderr
    assert len(world.json("runs")) == 1
