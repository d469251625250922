"""Which files a list of paths and folders means.

paths -> find_files -> files of readable kinds, sorted within each folder
paths -> passed_over -> a sentence about the others

Known limit: inside a folder the name's ending decides; a file with another ending is read only
when it is named by hand.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lamplight.collect.formats import FORMATS
from lamplight.errors import BadInput

COMPRESSED = ("", ".gz", ".zst")
UNREAD_TABLES = (".xlsx", ".xls", ".ods", ".numbers", ".txt", ".xml", ".zip", ".7z", ".rar", ".tar")
"""In which people keep ads, and which are not read."""
_SET_ASIDE = re.compile(r".*\.set-aside\.\d+\.jsonl")
"""Names of files in which runs put what can't be read."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Files in the order of the paths, each once; folders are searched to the bottom.

    A file named by hand is kept whatever its ending. Hidden files, and links inside a folder
    that lead out of it, are passed over. Raises BadInput for a path that is not there, a folder
    without a readable file, and an empty list.
    """
    if not paths:
        raise BadInput("no file was named; want at least one file or folder of ads")
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_in_folder(path)))
        elif path.exists():
            found[path] = None
        else:
            raise BadInput(f"{path} is not there")
    return list(found)


def named_files(names: Sequence[Path]) -> list[Path | None]:
    """As find_files, in order and each once; "-", which is None, is standard input."""
    found: dict[Path | None, None] = {}
    for name in names:
        found.update(dict.fromkeys([None] if str(name) == "-" else find_files([name])))
    return list(found)


def is_readable_kind(name: str) -> bool:
    """Whether a file's name ends as one of the formats does, compressed or not; what runs set aside
    is none."""
    if _SET_ASIDE.fullmatch(name):
        return False
    lower = name.lower()
    endings = {ending for kind in FORMATS for ending in kind.ENDINGS}
    return any(lower.endswith(ending + packed) for ending in endings for packed in COMPRESSED)


def passed_over(paths: Sequence[Path]) -> str:
    """What a person may have meant to be read in these folders, or ""."""
    folders = [path for path in paths if path.is_dir()]
    files = {file for folder in folders for file in _inside(folder, _is_unread_table)}
    endings = Counter(file.suffix.lower() for file in files)
    if not endings:
        return ""
    told = ", ".join(f"{count:,} {ending}" for ending, count in endings.most_common())
    return (
        f"passed over in folders: {told}; "
        "save tables as .csv, or name a file itself to have it read"
    )


def _is_unread_table(name: str) -> bool:
    return name.lower().endswith(UNREAD_TABLES)


def _in_folder(folder: Path) -> list[Path]:
    files = sorted(_inside(folder, is_readable_kind))
    if not files:
        kinds = ", ".join(sorted({ending for kind in FORMATS for ending in kind.ENDINGS}))
        raise BadInput(f"folder {folder} holds no file of ads; want {kinds}, also as .gz or .zst")
    return files


def _inside(folder: Path, fits: Callable[[str], bool]) -> Iterator[Path]:
    """Its files with such names, to the bottom; not those that are hidden or lead out of it."""
    root = folder.resolve()
    for path in folder.rglob("*"):
        if not fits(path.name) or _is_hidden(path.relative_to(folder)):
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
