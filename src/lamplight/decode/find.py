"""Which files a person means by naming files and folders of pictures.

paths -> find_pictures -> paths
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def find_pictures(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file named, and each file in and below a folder named, sorted, as they are met.

    What a file holds is not asked here: a name proves nothing. Inside a folder, hidden files and
    folders are left out and links to folders are not followed. A folder that can't be read or
    holds no file stands for itself, so that hashing it says so.
    """
    for path in paths:
        inside = _inside(path) if path.is_dir() else iter((path,))
        first = next(inside, path)
        yield first
        yield from inside


def _inside(folder: Path) -> Iterator[Path]:
    unread: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))
    yield from (Path(fault.filename) for fault in unread)
