"""A child whose tasks do what hostile bytes could make a decoder do. Run as a module."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from lamplight.decode.limits import Limits
from lamplight.decode.worker import serve
from lamplight.errors import BadPicture


def echo(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    return " ".join((*words, data.decode())).encode()


def refuse(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    raise BadPicture("not this one")


def spin(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    while True:
        pass


def wait(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    signal.pause()
    return b""


def hoard(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    return bytes(limits.memory_bytes)


def die(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    os.kill(os.getpid(), int(data))
    return b"still here"


def fail(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    raise RuntimeError("nobody foresaw this")


def shout(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    os.write(0, b"D\xff\xff\xff\xff")
    return b""


def show_environment(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    return " ".join(sorted(os.environ)).encode()


def write_file(data: bytes, words: Sequence[str], limits: Limits) -> bytes:
    try:
        Path(data.decode()).write_bytes(b"x")
    except OSError as error:
        return os.strerror(error.errno or 0).encode()
    return b"written"


TASKS = (echo, refuse, spin, wait, hoard, die, fail, shout, show_environment, write_file)

if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    serve({task.__name__: task for task in TASKS})
