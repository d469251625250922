from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from lamplight.collect.read import read_ads
from lamplight.errors import BadInput
from lamplight.model import Ad
from lamplight.pipeline.evaluate import read_truth
from lamplight.pipeline.world import Written, write_world
from lamplight.simulate.world import World, make_world


def written(world: World, folder: Path, *, force: bool = False) -> Written:
    return write_world(world, folder, lambda done: None, force=force)


def through_the_door(folder: Path) -> Iterator[Ad]:
    """The ads as the program itself reads them; paths of pictures made relative again."""
    for item in read_ads(folder / "ads.jsonl", {}):
        assert isinstance(item, Ad), item
        yield replace(
            item,
            pictures=tuple(
                replace(picture, path=str(Path(picture.path).relative_to(folder.resolve())))
                if picture.path
                else picture
                for picture in item.pictures
            ),
        )


@pytest.mark.parametrize("profile", ["hard", "drift"])
def test_a_written_world_is_read_back_as_it_was_made(tmp_path: Path, profile: str) -> None:
    world = World(600, seed=4, profile=profile, pictures=30)

    outcome = written(world, tmp_path)

    made = list(make_world(world))
    assert list(through_the_door(tmp_path)) == [posting.ad for posting in made]
    assert list(read_truth(tmp_path / "truth.csv")) == [
        posting.truth for posting in made if not posting.again
    ]
    assert (outcome.ads, outcome.records) == (600, len(made))


def test_every_file_an_ad_names_is_there_and_opens(tmp_path: Path) -> None:
    outcome = written(World(300, seed=2, pictures=60), tmp_path)

    named = {
        tmp_path / picture.path
        for ad in through_the_door(tmp_path)
        for picture in ad.pictures
        if picture.path
    }

    assert named == set((tmp_path / "images").iterdir())
    assert len(named) == outcome.pictures >= 60
    for path in named:
        with Image.open(path) as picture:
            picture.load()


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(World(400, seed=9, pictures=10), tmp_path / name)

    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(BadInput, match="is not empty; want an empty folder, or --force"):
        written(World(10), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_force_replaces_a_world_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    written(World(50, seed=1, pictures=20), tmp_path, force=True)

    written(World(10, seed=2), tmp_path, force=True)

    assert len(list(through_the_door(tmp_path))) == 10
    assert not list((tmp_path / "images").iterdir())
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_world_that_is_stopped_leaves_nothing_in_the_way_of_the_next(tmp_path: Path) -> None:
    world, folder = World(2_000, pictures=3), tmp_path / "world"

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_world(world, folder, stop)

    assert list(folder.iterdir()) == []
    assert written(world, folder).ads == 2_000


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "world"
    path.write_text("")

    with pytest.raises(BadInput, match="is a file; want a folder"):
        written(World(10), path)
