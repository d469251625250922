"""Files that appear whole or not at all, for their owner alone.

path -> new_file -> a file to write -> (in its place when the block ends well)
path -> sole_writer -> whether nobody else writes there (until the block ends)
"""

import fcntl
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from lamplight.errors import BadInput


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Mode 0600; what stood at the path before is replaced at the end, and stays on an error.

    Raises BadInput where the folder can't be written.
    """
    try:
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - it outlives this block
            prefix=f".{path.name}.", dir=path.parent, delete=False
        )
    except OSError as error:
        raise BadInput(f"{path} can't be written: {error.strerror}") from error
    temporary = Path(file.name)
    try:
        with file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def new_text_file(path: Path) -> Iterator[TextIO]:
    """The same for text in UTF-8; line ends are written as given."""
    with new_file(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def sole_writer(path: Path, *, wait: bool = False) -> Iterator[bool]:
    """Whether nobody else on this machine writes what lies there now; by a lock beside it, which a
    process that dies lets go.

    wait  until nobody does; False then where the folder can't be written
    """
    try:
        handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
