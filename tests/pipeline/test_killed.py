"""A run that is killed anywhere and started again ends as if it had never been stopped."""

import multiprocessing
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine, event

from lamplight.pipeline import extracting, hashing, pieces
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.progress import Unwatched
from lamplight.store.engine import open_engine, reading
from lamplight.store.signals import is_indexed_by_value
from tests.factories import ROSE
from tests.pipeline.at_work import RUN, wait_until_at_work
from tests.pipeline.world import write_small_world
from tests.store.snapshot import snapshot, without_clocks

pytestmark = pytest.mark.fault
FIRST, STEP = 16, 2


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "BATCH", 20)
    monkeypatch.setattr(extracting, "BATCH", 25)
    monkeypatch.setattr(hashing, "BATCH", 1)


@pytest.fixture
def other(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A database beside the one that is tested, for the run that nobody stops."""
    other = open_engine(f"sqlite:///{tmp_path / 'unstopped.db'}")
    yield other
    other.dispose()


def test_killed_at_many_points_it_ends_as_if_never_stopped(
    engine: Engine, other: Engine, tmp_path: Path
) -> None:
    request = write_small_world(tmp_path / "world")
    run(other, request, ROSE, Unwatched())
    url = engine.url.render_as_string(hide_password=False)

    killed = 0
    while _child(url, request, FIRST + killed * STEP) == -signal.SIGKILL:
        killed += 1  # the next child goes on where this one was killed, and comes further

    assert killed > 10
    assert snapshot(engine) == snapshot(other)


@pytest.mark.parametrize("stage", ["ingest", "extract", "hash", "link", "rank", "publish"])
def test_killed_once_in_each_stage(
    engine: Engine, other: Engine, tmp_path: Path, stage: str
) -> None:
    request = write_small_world(tmp_path / "world")
    expected = run(other, request, ROSE, Unwatched())
    url = engine.url.render_as_string(hide_password=False)

    assert _child(url, request, stage) == -signal.SIGKILL
    summary = run(engine, request, ROSE, Unwatched())

    assert without_clocks(summary) == without_clocks(expected)
    assert snapshot(engine) == snapshot(other)
    with reading(engine) as db:
        assert is_indexed_by_value(db)


def test_the_command_killed_while_it_reads_ahead_goes_on(
    tmp_path: Path,
) -> None:
    lines = [
        orjson.dumps({"id": n, "source": "s", "body": f"call 212 555 0{100 + n % 90} now {n}"})
        for n in range(9_000)
    ]
    (tmp_path / "ads.jsonl").write_bytes(b"\n".join(lines))
    command = [*RUN, "ads.jsonl", "--quiet"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as child:
        wait_until_at_work(child.stderr)
        child.kill()
    again = subprocess.run([*command, "--json"], cwd=tmp_path, check=True, capture_output=True)

    summary = orjson.loads(again.stdout)
    assert summary["run"] == 1
    assert summary["ads"]["new"] == 9_000
    assert {stage["name"]: stage["items"] for stage in summary["stages"]}["extract"] == 9_000


class _KilledIn(Unwatched):
    """Kills its own process in a stage: when something is done, but the last before it is."""

    def __init__(self, stage: str) -> None:
        self._wanted, self._stage = stage, ""

    def start(self, stage: str, total: int | None) -> None:
        self._stage = stage
        if stage == self._wanted == "publish":
            os.kill(os.getpid(), signal.SIGKILL)

    def advance(self, items: int) -> None:
        if self._stage == self._wanted:
            os.kill(os.getpid(), signal.SIGKILL)


def _child(url: str, request: Request, at: int | str) -> int:
    """Exit code of a process that runs until it is killed in a stage, or at a statement."""
    child = multiprocessing.get_context("fork").Process(target=_run_until, args=(url, request, at))
    child.start()
    child.join(60)
    assert child.exitcode is not None
    return child.exitcode


def _run_until(url: str, request: Request, at: int | str) -> None:
    engine = open_engine(url)
    if isinstance(at, str):
        run(engine, request, ROSE, _KilledIn(at))
        return
    statements: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def kill(_db: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)
        if len(statements) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    run(engine, request, ROSE, Unwatched())
