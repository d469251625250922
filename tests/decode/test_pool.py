"""What a child does, costs its own request at most."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from lamplight.decode.limits import Limits
from lamplight.decode.pool import Pool
from lamplight.errors import BadPicture, Unavailable

MODULE = "tests.decode.misbehaving"
SMALL = Limits(size_bytes=1000, cpu_s=1, wall_s=20, memory_bytes=2**28)

MakePool = Callable[..., Pool]


@pytest.fixture
def make_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePool]:
    """Pools of children that misbehave when asked to; closed at the end."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    pools = []

    def make(size: int = 1, limits: Limits = SMALL, module: str = MODULE) -> Pool:
        pools.append(Pool(module, size, limits))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def children() -> set[int]:
    """Process numbers of this process's children, zombies included."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


def test_a_child_answers_and_is_used_again(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool()

    assert pool.ask("echo a b", data=b"c") == b"a b c"
    (pid,) = children() - before
    assert pool.ask("echo", data=b"d") == b"d"
    assert children() - before == {pid}


def test_many_threads_share_few_children(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool(2)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: pool.ask("echo", data=b"%d" % n), range(200)))

    assert answers == [b"%d" % n for n in range(200)]
    assert len(children() - before) <= 2


def test_a_refusal_is_a_reason_and_the_child_stays(make_pool: MakePool) -> None:
    pool = make_pool()

    with pytest.raises(BadPicture, match=r"^not this one$"):
        pool.ask("refuse")
    before = children()

    assert pool.ask("echo", data=b"x") == b"x"
    assert children() == before


@pytest.mark.fault
@pytest.mark.parametrize(
    ("task", "data", "reason"),
    [
        ("spin", b"", "picture took more than 1 s of processor time"),
        ("hoard", b"", "picture needs more than 256 MiB of memory"),
        ("die", b"11", "picture stopped the decoder (segmentation fault)"),
        ("die", b"9", "picture stopped the decoder (killed)"),
        ("die", b"35", "picture stopped the decoder (real-time signal 1)"),
        ("fail", b"", "picture stopped the decoder (exit code 1)"),
        ("shout", b"", "picture stopped the decoder (killed)"),
    ],
)
def test_what_kills_a_child_costs_one_request(
    make_pool: MakePool, task: str, data: bytes, reason: str
) -> None:
    pool = make_pool()

    with pytest.raises(BadPicture) as caught:
        pool.ask(task, data=data)

    assert str(caught.value) == reason
    assert pool.ask("echo", data=b"next") == b"next"


@pytest.mark.fault
def test_a_child_that_hangs_is_given_up(make_pool: MakePool) -> None:
    pool = make_pool(limits=Limits(wall_s=1))

    with pytest.raises(BadPicture, match="picture took longer than 1 s to decode"):
        pool.ask("wait")

    assert pool.ask("echo", data=b"next") == b"next"


@pytest.mark.fault
def test_a_child_killed_while_idle_costs_nothing(make_pool: MakePool) -> None:
    pool = make_pool()
    before = children()
    pool.ask("echo")
    (pid,) = children() - before

    os.kill(pid, signal.SIGKILL)

    assert pool.ask("echo", data=b"x") == b"x"
    assert pid not in children()


@pytest.mark.fault
def test_closing_ends_requests_under_way_and_leaves_no_process(make_pool: MakePool) -> None:
    before = children()
    pool = make_pool(2)
    pool.ask("echo")

    with ThreadPoolExecutor(1) as threads:
        asked: Future[bytes] = threads.submit(pool.ask, "wait")
        while not pool.busy:
            pass
        pool.close()
        error = asked.exception(timeout=20)

    assert isinstance(error, BadPicture | Unavailable)
    assert children() == before
    with pytest.raises(Unavailable, match="closed"):
        pool.ask("echo")


def test_a_child_that_cannot_start_says_so(make_pool: MakePool) -> None:
    pool = make_pool(module="tests.decode.not_there")

    for _ in range(2):
        with pytest.raises(Unavailable, match=r"doesn't start \(exit code 1\)"):
            pool.ask("echo")


def test_a_child_knows_nothing_of_the_environment(
    make_pool: MakePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAMPLIGHT_DATABASE_URL", "secret")

    names = make_pool().ask("show_environment").decode().split()

    assert "PATH" in names
    assert "LAMPLIGHT_DATABASE_URL" not in names


def test_a_child_cannot_write_files(make_pool: MakePool, tmp_path: Path) -> None:
    answer = make_pool().ask("write_file", data=str(tmp_path / "x").encode())

    assert answer == b"File too large"
    assert (tmp_path / "x").read_bytes() == b""
