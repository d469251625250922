"""Two processes that open the ad index at once leave each other's files alone."""

from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from lamplight.store import ad_index as module
from lamplight.store.engine import open_engine

ROUNDS = 40


def opened_again_and_again(url: str, together: Barrier, line: Connection) -> None:
    engine, faults = open_engine(url), list[str]()
    for _ in range(ROUNDS):
        together.wait()
        try:
            held = module._opened(engine)
            together.wait()
            if held.place != module._folder(engine).stat().st_ino:
                faults.append("its folder was removed")
        except (OSError, ValueError) as error:
            faults.append(str(error))
            together.wait()
        module._held.pop(engine, None)
        together.wait()
        (module._folder(engine) / "meta.json").write_bytes(b"{")
    line.send(faults)


def test_damaged_files_are_made_again_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    open_engine(url).dispose()
    start = get_context("spawn")
    together, lines = start.Barrier(2, timeout=60), [start.Pipe(duplex=False) for _ in range(2)]

    its = [
        start.Process(target=opened_again_and_again, args=(url, together, ours))
        for _, ours in lines
    ]
    for process in its:
        process.start()
    faults = [theirs.recv() for theirs, _ in lines]
    for process in its:
        process.join()

    assert faults == [[], []]
