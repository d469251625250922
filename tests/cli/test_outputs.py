"""No command writes over what it reads, or over the database."""

from pathlib import Path

import pytest

from tests.cli.world import World

ADS = "id,body\n1,call me at 213 555 0123\n"
HASHES = "md5\n" + "0" * 31 + "1\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.read({"id": 1, "body": "near the garden"})
    made = world.lamplight(
        "bank", "new", "known", "--purpose", "a test", "--owner", "desk 3"
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    (tmp_path / "ads.csv").write_text(ADS)
    (tmp_path / "hashes.csv").write_text(HASHES)
    (tmp_path / "link.csv").symlink_to(tmp_path / "ads.csv")
    return world


@pytest.mark.parametrize(
    "words",
    [
        ("run", "-q", "ads.csv", "--set-aside", "ads.csv"),
        ("run", "-q", "ads.csv", "--report", "ads.csv"),
        ("run", "-q", "ads.csv", "--report", "link.csv"),
        ("run", "-q", "ads.csv", "--report", "test.db"),
        ("export", "clusters", "--out", "test.db"),
        ("bank", "import", "known", "hashes.csv", "--set-aside", "hashes.csv"),
        ("bank", "import", "known", "hashes.csv", "--set-aside", "test.db-wal"),
        ("bank", "export", "known", "--out", "test.db"),
    ],
)
def test_what_is_read_is_never_written(
    world: World, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world.folder)

    result = world.lamplight(*words)

    assert result.exit_code == 2
    assert "want another file" in result.stderr
    assert (world.folder / "ads.csv").read_text() == ADS
    assert (world.folder / "hashes.csv").read_text() == HASHES
    assert world.json("runs")[0]["number"] == 1
