"""Rolling back by command: asked first, told in words, refused where it can't be."""

from pathlib import Path

import pytest

from tests.cli.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two runs: one ad, then another."""
    world = World(tmp_path)
    for number in (1, 2):
        world.read({"id": number, "body": f"garden {number}"}, name=f"site{number}")
    return world


def test_the_newest_run_is_rolled_back(world: World) -> None:
    result = world.lamplight("rollback", "2", "--yes")

    assert result.exit_code == 0
    assert "run 2 is rolled back" in result.stdout
    assert "1  ads removed" in result.stdout
    assert "The queue is that of run 1." in result.stdout
    assert len(world.json("queue")) == 1
    assert [run["state"] for run in world.json("runs")] == ["rolled back", "done"]


@pytest.mark.parametrize("typed", ["n\n", ""])
def test_without_a_yes_nothing_happens(world: World, typed: str) -> None:
    result = world.lamplight("rollback", typed=typed)

    assert result.exit_code == 4
    assert "run 2 is not rolled back" in result.stderr
    assert len(world.json("queue")) == 2


def test_an_older_run_is_refused(world: World) -> None:
    result = world.lamplight("rollback", "1", "--yes")

    assert result.exit_code == 2
    assert "run 1 is not the newest" in result.stderr


def test_after_the_first_runs_going_the_words_say_how_to_begin(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.read({"id": 1, "body": "garden"})

    result = world.lamplight("rollback", "--yes")

    assert "Nothing is ranked now" in result.stdout
    assert world.lamplight("queue").exit_code == 3


def test_what_was_forgotten_since_has_no_lead_and_the_words_say_so(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.lamplight("watch", "new", "missing", "--purpose", "case 7", "--owner", "desk 3")
    world.lamplight("watch", "add", "missing", "phone:+12125550101")
    ads = [{"id": n, "country": "US", "body": f"call 212 555 010{n} any day"} for n in (1, 2)]
    world.read(*ads)
    world.lamplight("run")
    world.lamplight("forget", "phone:+12125550101", "--yes", "--later")

    result = world.lamplight("rollback", "--yes")

    assert "1  of its networks show something forgotten since" in result.stdout
    assert len(world.json("queue")) == 1
