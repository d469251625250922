"""One bounded child process: asked over a socket, stopped when it takes too long.

module to run, Limits -> Child -> ask -> bytes, or BadPicture

Method: a fresh interpreter, not a fork, so that it can be started from a server with threads and
has nothing of the parent's memory or environment. In a process group of its own: Ctrl-C at the
terminal reaches the parent alone, which ends its children.
Known limit: POSIX only; the child runs as the same user.
"""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from time import monotonic

from lamplight.decode.limits import Limits
from lamplight.decode.worker import ANSWER, DONE, READY
from lamplight.errors import BadPicture, Unavailable

MAX_ANSWER_BYTES = 16 * 2**20
"""An answer that claims more is not the child's own."""

START_S = 60

_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class Crashed(BadPicture):
    """The child died of a signal or a fault nobody foresaw; the picture may be innocent."""


class Child:
    """A running process of ``module``, which calls lamplight.decode.worker.serve.

    Not for two threads at once. After any exception from ``ask`` it has to be stopped.
    """

    def __init__(self, module: str, limits: Limits) -> None:
        self._limits = limits
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", module, *limits.words()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                process_group=0,
            )
        self._ready = False

    def ask(self, words: str, source: str, payload: bytes) -> tuple[bool, bytes]:
        """Whether it could be done, and the answer or the reason.

        Raises BadPicture beyond a limit of time, Crashed when the child dies, Unavailable when it
        doesn't even start.
        """
        try:
            if not self._ready:
                self._wait_ready()
            deadline = monotonic() + self._limits.wall_s
            self._send(f"{words} {source} {len(payload)}\n".encode(), payload, deadline)
            kind, answer = self._receive(deadline)
        except TimeoutError as cause:
            raise BadPicture(
                f"picture took longer than {self._limits.wall_s} s to decode"
            ) from cause
        except ConnectionError as cause:
            raise self._obituary() from cause
        return kind == DONE, answer

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def kill(self) -> None:
        """Ends the process and what it started; for any thread, so that ``ask`` returns."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Kill, and close the line too; only for the thread that asks."""
        self.kill()
        self._line.close()

    def _wait_ready(self) -> None:
        try:
            kind, _ = self._receive(monotonic() + START_S)
        except (TimeoutError, ConnectionError) as cause:
            self.kill()
            raise Unavailable(
                f"the picture decoder doesn't start (exit code {self._process.returncode});"
                " try again, or reinstall Lamplight"
            ) from cause
        self._ready = kind == READY

    def _send(self, line: bytes, payload: bytes, deadline: float) -> None:
        """In one piece where there is room, so that the child wakes up once."""
        self._line.settimeout(max(deadline - monotonic(), 0.001))
        sent = self._line.sendmsg((line, payload))
        for piece in (line[sent:], memoryview(payload)[max(sent - len(line), 0) :]):
            if piece:
                self._line.sendall(piece)

    def _receive(self, deadline: float) -> tuple[bytes, bytes]:
        kind, length = ANSWER.unpack(self._read(ANSWER.size, deadline))
        if length > MAX_ANSWER_BYTES:
            raise ConnectionError(f"answer of {length} bytes")
        return kind, self._read(length, deadline)

    def _read(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            self._line.settimeout(max(deadline - monotonic(), 0.001))
            part = self._line.recv(size - len(data))
            if not part:
                raise ConnectionResetError("the child closed its line")
            data += part
        return bytes(data)

    def _obituary(self) -> BadPicture:
        self.kill()
        code = self._process.returncode
        if code == -signal.SIGXCPU:
            return BadPicture(f"picture took more than {self._limits.cpu_s} s of processor time")
        what = f"exit code {code}" if code >= 0 else signal.strsignal(-code) or f"signal {-code}"
        return Crashed(f"picture stopped the decoder ({what.lower()})")
