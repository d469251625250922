"""The run command as a process that says on stderr when it has given a batch to be read ahead."""

import sys
from typing import IO

TOLD = "a batch was handed on"
_PROGRAM = f"""
import sys
from concurrent.futures import ThreadPoolExecutor

submit = ThreadPoolExecutor.submit


def submit_and_tell(self, *work, **named):
    future = submit(self, *work, **named)
    print({TOLD!r}, file=sys.stderr, flush=True)
    return future


ThreadPoolExecutor.submit = submit_and_tell
from lamplight.pipeline import pieces

pieces.BATCH = 1_000
from lamplight.cli import app

app()
"""
RUN = [sys.executable, "-c", _PROGRAM, "run"]


def wait_until_at_work(stderr: IO[str] | None) -> None:
    """Until three batches were asked for: one is being stored, or was."""
    assert stderr is not None
    for _ in range(3):
        while TOLD not in (line := stderr.readline()):
            assert line, "it ended before it was at work"
