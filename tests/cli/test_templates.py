"""What a network's texts have in common, by command."""

from pathlib import Path

import pytest
from sqlalchemy import select

from lamplight.store.engine import open_engine
from lamplight.store.tables import audit
from tests.cli.world import World

TEXTS = [
    "quiet room near the river with easy parking and fresh towels in Reno, call 213 555 0101",
    "quiet room near the river with easy parking and fresh towels in Houston, call 213 555 0101",
    "quiet room near the river with easy parking and fresh towels in Reno, call 213 555 0101",
    "a bright studio",
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.read(*({"id": number, "body": text} for number, text in enumerate(TEXTS)))
    return world


def test_constants_and_slots_are_told(world: World) -> None:
    told = world.lamplight("templates", network_of(world, 3)).stdout

    assert "3 ads, 2 different texts: site1/0, site1/1, site1/2" in told
    assert "fresh towels in [Houston, | Reno,] call 213 555 0101" in told


def test_json_has_groups_with_pieces(world: World) -> None:
    [group] = world.json("templates", network_of(world, 3))

    assert group["ads"] == ["site1/0", "site1/1", "site1/2"]
    assert group["template"]["texts"] == 2
    assert group["template"]["pieces"][1] == {"fillings": [["Houston,", 1], ["Reno,", 1]]}


def test_texts_that_stand_alone_are_said_to(world: World) -> None:
    assert "no two of these ads" in world.lamplight("templates", network_of(world, 1)).stdout


def test_a_value_is_refused(world: World) -> None:
    result = world.lamplight("templates", "phone:+12135550101")

    assert result.exit_code == 2
    assert "is a value" in result.stderr


def test_the_look_is_written_down_once(world: World) -> None:
    world.lamplight("templates", network_of(world, 3))

    with open_engine(world.db).begin() as db:
        looks = select(audit.c.action).where(audit.c.action.in_(["saw texts", "saw ad", "saw ads"]))
        assert list(db.execute(looks).scalars()) == ["saw texts"]


def network_of(world: World, ads: int) -> str:
    """The network of so many ads."""
    leads = world.json("queue")
    return next(f"network:{lead['network_id']}" for lead in leads if lead["ads"] == ads)
