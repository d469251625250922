"""The child's side: answer requests about hostile bytes, within limits the kernel keeps.

request on descriptor 0 -> task -> answer on descriptor 0

A request is one line, ``task word… path|bytes SIZE``, and SIZE bytes: a path, or the picture. An
answer is one byte (READY, DONE, BAD), a length and that many bytes. The first answer is READY. The
child ends when its parent closes the line or dies. It holds no state between requests, cannot write
files, and never sees the parent's environment.
"""

import errno
import os
import resource
import stat
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from io import FileIO
from pathlib import Path

from lamplight.decode.limits import Limits
from lamplight.errors import BadPicture

READY, DONE, BAD = b"R", b"D", b"B"
ANSWER = struct.Struct("<cI")

Task = Callable[[bytes, Sequence[str], Limits], bytes]
"""The picture's bytes, the request's words, the limits -> the answer's bytes; or BadPicture."""

_MODES = (
    (stat.S_ISDIR, "a folder without readable files"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def serve(tasks: Mapping[str, Task]) -> None:
    """Answers requests until the other side closes; the limits are this program's arguments."""
    limits = Limits.read(sys.argv[1:])
    _bound(limits)
    with open(0, "rb", closefd=False) as requests, open(0, "wb", closefd=False) as answers:
        _answer(answers.write, READY, b"")
        answers.flush()
        while line := requests.readline():
            task, *words, source, size = line.decode().split()
            payload = requests.read(int(size))
            resource.setrlimit(resource.RLIMIT_CPU, (_cpu_s() + limits.cpu_s, _hard_cpu()))
            _answer(answers.write, *_done(tasks[task], source, payload, words, limits))
            answers.flush()


def _done(
    task: Task, source: str, payload: bytes, words: Sequence[str], limits: Limits
) -> tuple[bytes, bytes]:
    try:
        data = payload if source == "bytes" else _file(payload, limits)
        return DONE, task(data, words, limits)
    except BadPicture as bad:
        return BAD, str(bad).encode()
    except MemoryError:
        return BAD, f"picture needs more than {limits.memory_bytes >> 20} MiB of memory".encode()


def _file(path: bytes, limits: Limits) -> bytes:
    return read_file(Path(os.fsdecode(path)), limits.size_bytes)


def read_file(path: Path, max_bytes: int) -> bytes:
    """All of a regular file, without ever waiting on a pipe or device; BadPicture says why not."""
    with open_file(path, max_bytes) as file:
        try:
            size = os.fstat(file.fileno()).st_size  # 0 of a file in /proc, whatever it holds
            data = file.readall() if size else file.read(max_bytes + 1) or b""
        except OSError as cause:
            raise _unreadable(cause) from cause
    _want_size(len(data), max_bytes)
    return data


def open_file(path: Path, max_bytes: int) -> FileIO:
    """A regular file to read, never a pipe or device; BadPicture says why not."""
    try:
        _want_regular(path.stat().st_mode)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (FileNotFoundError, ValueError) as cause:  # ValueError: a name with NUL
        raise BadPicture("no such file") from cause
    except OSError as cause:
        raise _unreadable(cause) from cause
    file = FileIO(descriptor)
    try:
        status = os.fstat(descriptor)  # again: another file may stand there by now
        _want_regular(status.st_mode)
        _want_size(status.st_size, max_bytes)
    except BadPicture:
        file.close()
        raise
    return file


def _unreadable(cause: OSError) -> BadPicture:
    return BadPicture(f"file can't be read: {os.strerror(cause.errno or errno.EIO).lower()}")


def _want_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = next((name for test, name in _MODES if test(mode)), "of an unknown kind")
        raise BadPicture(f"path is {what}; want a picture file")


def _want_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise BadPicture(f"file has {size:,} bytes; want {max_bytes:,} or fewer")


def _answer(write: Callable[[bytes], int], kind: bytes, payload: bytes) -> None:
    write(ANSWER.pack(kind, len(payload)) + payload)


def _bound(limits: Limits) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(
            kind, (value, value) if hard == resource.RLIM_INFINITY else (min(value, hard),) * 2
        )


def _cpu_s() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime) + 1


def _hard_cpu() -> int:
    return resource.getrlimit(resource.RLIMIT_CPU)[1]
