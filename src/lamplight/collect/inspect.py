"""What a file would give, without keeping any of it.

path, mapping -> look_at -> Look
paths, mapping -> check_mapping
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from lamplight.collect.mapping import NAMES
from lamplight.collect.read import AdFile, notes_of, open_ads
from lamplight.errors import BadInput
from lamplight.model import Ad, SetAside

SHOWN_ADS = 3
SHOWN_FAULTS = 10

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it would be read.

    format     "jsonl", "csv", "parquet", "cdr"; "" where it is none: set_aside says why
    facts      packing, encoding, delimiter: in words
    columns    by the file's own names
    fields     field -> the column it is read from, or several
    guessed    those of the fields that nobody named
    notes      what to know about the reading, a sentence each
    whole      False: there are more records than were looked at
    ads        the first three
    set_aside  the first ten
    unread     the first ten sentences on fields that would be left empty
    counts     of everything looked at: "read", "ads", "set_aside", "with_unread_fields"
    """

    file: str
    format: str
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    fields: dict[str, str]
    guessed: tuple[str, ...]
    notes: tuple[str, ...]
    whole: bool
    ads: tuple[Ad, ...]
    set_aside: tuple[SetAside, ...]
    unread: tuple[str, ...]
    counts: dict[str, int]


def look_at(path: Path | None, mapping: Mapping[str, str], limit: int | None = None) -> Look:
    """The Look at the first ``limit`` records of a file, or at all of them.

    Raises BadInput where the file can't be opened.
    """
    with open_ads(path, mapping) as file:
        return _looked(file, mapping, limit)


def check_mapping(paths: Sequence[Path], mapping: Mapping[str, str]) -> None:
    """Raises BadInput for a column that none of the files has: a slip of the pen, most likely."""
    missing = set(mapping.values())
    columns: dict[str, None] = {}
    for path in paths:
        if not missing:
            return
        with open_ads(path, mapping) as file:
            missing -= set(file.columns)
            columns.update(dict.fromkeys(file.columns))
    for field, column in mapping.items():
        if column in missing and columns:
            raise BadInput(
                f"--map {field}={column}: there is no column {column!r}; "
                f"there are {', '.join(map(repr, islice(columns, 30)))}"
            )


def _looked(file: AdFile, mapping: Mapping[str, str], limit: int | None) -> Look:
    ads: list[Ad] = []
    set_aside: list[SetAside] = []
    unread: list[str] = []
    counts = dict.fromkeys(("read", "ads", "set_aside", "with_unread_fields"), 0)
    for item in islice(file.items, limit):
        counts["read"] += 1
        if isinstance(item, SetAside):
            counts["set_aside"] += 1
            _keep(set_aside, [item], SHOWN_FAULTS)
            continue
        faults = [*item.unread, *(f"images: {p.fault}" for p in item.pictures if p.fault)]
        counts["ads"] += 1
        counts["with_unread_fields"] += bool(faults)
        _keep(ads, [item], SHOWN_ADS)
        _keep(unread, (f"id {item.id}: {fault}" for fault in faults), SHOWN_FAULTS)
    several = {field: " and ".join(names) for field, names in file.guess.several.items()}
    guessed = file.guess.mapping | several
    own = {field: field for field in NAMES if field in file.columns}
    return Look(
        file=file.name,
        format=file.format,
        facts=file.facts,
        columns=file.columns,
        fields=own | guessed | dict(mapping),
        guessed=tuple(guessed),
        notes=tuple(notes_of(file, mapping)),
        whole=next(file.items, None) is None,
        ads=tuple(ads),
        set_aside=tuple(set_aside),
        unread=tuple(unread),
        counts=counts,
    )


def _keep(kept: list[_Item], more: Iterable[_Item], limit: int) -> None:
    kept.extend(islice(more, limit - len(kept)))
