"""One of a kind for each process, made late and closed at its end."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from lamplight.pipeline.kept import Kept

PROGRAM = """
from lamplight.pipeline.kept import Kept

class Told:
    def close(self):
        print("closed")

kept = Kept(Told)
print("made" if kept.get() is kept.get() else "made twice")
"""


class Thing:
    def close(self) -> None:
        pass


def test_it_is_made_once_for_all_threads() -> None:
    kept = Kept(Thing)

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: id(kept.get()), range(100)))

    assert found == {id(kept.get())}


def test_it_is_closed_when_the_program_ends() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)

    assert done.stdout.split() == [b"made", b"closed"]


def test_a_fork_makes_its_own() -> None:
    kept = Kept(Thing)
    kept.get()

    child = os.fork()
    if child == 0:
        os._exit(len(kept._made))
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
