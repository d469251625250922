"""A day on top of history ends the same whether anything was kept of the run before or not."""

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from lamplight.collect.indicators import read_indicators
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Progress, Unwatched
from lamplight.pipeline.world import write_world
from lamplight.rank.score import Scorer
from lamplight.simulate.world import World
from lamplight.store.ad_columns_file import kept_columns
from lamplight.store.ads import count_ads
from lamplight.store.engine import open_engine, reading
from lamplight.store.index_files import drop_index_files
from tests.factories import ROSE
from tests.store.snapshot import snapshot

ADS = 1_200

PHRASES = Scorer.of(read_indicators()).phrases


class Watched(Unwatched):
    """Notes of each stage its total, and how much was done at a time."""

    def __init__(self) -> None:
        self.total: dict[str, int | None] = {}
        self.done: dict[str, list[int]] = {}
        self.stage = ""

    def start(self, stage: str, total: int | None) -> None:
        self.stage, self.total[stage], self.done[stage] = stage, total, []

    def advance(self, items: int) -> None:
        self.done[self.stage].append(items)


def go(engine: Engine, path: Path, progress: Progress | None = None) -> None:
    request = Request(files=(str(path),), region="US", set_aside=f"{engine.url.database}.aside")
    run(engine, request, ROSE, progress or Unwatched())


@pytest.fixture(params=[("hard", 5), ("drift", 6)], ids=["hard", "drift"])
def halves(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A world's records, shuffled, in two files; some records come twice."""
    profile, seed = request.param
    write_world(World(ads=ADS, seed=seed, profile=profile), tmp_path / "world", lambda _: None)
    lines = (tmp_path / "world" / "ads.jsonl").read_bytes().splitlines(keepends=True)
    order = np.random.default_rng(seed).permutation(len(lines))
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_bytes(b"".join(lines[at] for at in order[: len(lines) // 2]))
    second.write_bytes(b"".join(lines[at] for at in order[len(lines) // 2 :]))
    return first, second


def test_a_later_run_ends_the_same_with_what_was_kept_and_without(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    history, day = halves
    ends = []
    for name in ("kept", "dropped"):
        engine = open_engine(f"sqlite:///{tmp_path / name}.db")
        go(engine, history)
        if name == "dropped":
            drop_index_files(engine)
        with reading(engine) as db:
            assert (kept_columns(db, PHRASES) is None) == (name == "dropped")
        go(engine, day)
        ends.append(snapshot(engine))
        engine.dispose()

    kept, dropped = ends
    for table in kept.keys() - {"runs"}:  # these name the files
        assert kept[table] == dropped[table], table
    assert {row[0] for row in kept["memberships"]} == {"1", "2"}


def test_linking_tells_how_far_it_is_and_ends_at_all_ads(
    halves: tuple[Path, Path], tmp_path: Path
) -> None:
    engine, ads = open_engine(f"sqlite:///{tmp_path}/told.db"), 0
    for path in halves:
        watched = Watched()
        go(engine, path, watched)
        with reading(engine) as db:
            there = count_ads(db)

        assert there > ads
        ads = there
        assert watched.total["link"] == sum(watched.done["link"]) == ads
        assert len([items for items in watched.done["link"] if items]) > 4
        assert max(watched.done["link"]) <= ads / 2
    engine.dispose()
