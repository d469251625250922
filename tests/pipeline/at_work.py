"""The run command as a process that says on stderr when it has given work to its processes."""

import sys
from typing import IO

TOLD = "a batch was handed to a process"
_PROGRAM = f"""
import sys
from concurrent.futures import ProcessPoolExecutor

submit = ProcessPoolExecutor.submit


def submit_and_tell(self, *work):
    future = submit(self, *work)
    print({TOLD!r}, file=sys.stderr, flush=True)
    return future


ProcessPoolExecutor.submit = submit_and_tell
from lamplight.cli import app

app()
"""
RUN = [sys.executable, "-c", _PROGRAM, "run"]


def wait_until_at_work(stderr: IO[str] | None) -> None:
    """Until two batches were handed out, so that two processes are starting, or at work."""
    assert stderr is not None
    for _ in range(2):
        while TOLD not in (line := stderr.readline()):
            assert line, "it ended before it was at work"
