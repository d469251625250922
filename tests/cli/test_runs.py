"""Runs by command, in words and for programs."""

from pathlib import Path

from lamplight.store.engine import open_engine
from lamplight.store.runs import start_run
from tests.cli.world import World
from tests.factories import ROSE


def test_a_run_that_nobody_works_on_is_stopped_in_words_and_json(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.read({"id": 1, "body": "garden"})
    with open_engine(world.db).begin() as db:
        start_run(db, ROSE, {"files": []}, [])

    assert [run["state"] for run in world.json("runs")] == ["stopped", "done"]
    assert world.json("runs", "2")["state"] == "stopped"
    assert "stopped" in world.lamplight("runs").stdout
