"""Ads out of one file, of any format, in the file's order and in constant memory.

path or standard input -> read_ads -> Ad or SetAside, one item for each record
path or standard input -> read_rows -> the same, plain ads as rows

Where a field's own column is missing, a column whose name clearly means it is read instead (see
mapping.guess), and a sentence says so. What the columns are is decided by the first records.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import cast

import orjson

from lamplight.collect.fields import TIMES, AdReader
from lamplight.collect.mapping import Guess, field_named, guess
from lamplight.collect.record import Fault, Lines, Record, Unreadable, shown
from lamplight.collect.sniff import format_of
from lamplight.collect.stream import open_stream
from lamplight.collect.times import day_order
from lamplight.model import Ad, AdRow, SetAside

_DATES = "dates in numbers with the "
_FIRST_RECORDS = 100
_FIRST_BYTES = 4 << 20

_LINES_AT_ONCE = 64  # of at most 1 MB each

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class AdFile:
    """A file that is open for reading.

    name      the path as given, or "stdin"
    format    "jsonl", "csv", "parquet", "cdr"; "" where it is none
    facts     packing, encoding, delimiter: in words
    columns   in the file's order; where each record names its own, those of the first records
    guess     fields read from columns that nobody named, and those left because unclear
    items     one for each record
    rows      the same, where that is quicker as rows; only one of the two is to be read
    expected  of how many records were read so far: how many there will be, None where unknown
    """

    name: str
    format: str
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    guess: Guess
    items: Iterator[Ad | SetAside]
    rows: Iterator[Ad | AdRow | SetAside]
    expected: Callable[[int], int | None] = lambda _: None


def read_ads(
    path: Path | None, mapping: Mapping[str, str], note: Note | None = None
) -> Iterator[Ad | SetAside]:
    """Each record as an Ad, or as a SetAside with the reason; the same each time it is read.

    path None is standard input. note is given a sentence on each thing that was decided without
    being asked. A file that is no text, or none of the formats, is one SetAside. Raises BadInput
    where it can't be opened.
    """
    with open_ads(path, mapping) as file:
        _tell(file, mapping, note)
        yield from file.items


def read_rows(
    path: Path | None, mapping: Mapping[str, str], note: Note | None = None
) -> Iterator[Ad | AdRow | SetAside]:
    """What read_ads gives, plain ads as the rows that the store makes of them."""
    with open_ads(path, mapping) as file:
        _tell(file, mapping, note)
        yield from file.rows


@contextmanager
def open_ads(path: Path | None, mapping: Mapping[str, str]) -> Iterator[AdFile]:
    """The file's form, and its items as long as the with block lasts. Raises BadInput."""
    with open_stream(path) as stream:
        try:
            kind = format_of(stream)
            wanted = set(mapping.values())
            sheet = kind.read(stream, lambda name: name in wanted or field_named(name) is not None)
        except Unreadable as fault:
            nothing = iter([SetAside(stream.name, 1, str(fault), shown(stream.head))])
            yield AdFile(stream.name, "", (), (), Guess({}, {}), nothing, nothing)
            return
        first, records = _look_ahead(sheet.records)
        columns = sheet.columns or _columns_of(first)
        guessed = guess(columns, mapping)
        folder = path.parent if path is not None else Path()
        source = (path.name if path is not None else stream.name).lstrip(".").split(".")[0]
        sources: dict[str, str | tuple[str, ...]] = {
            **guessed.mapping,
            **guessed.several,
            **mapping,
        }
        order = day_order(_times(first, sources))
        reader = AdReader(folder, source or "file", sources, order)
        items = _items(stream.name, records, reader)
        packing = (f"packed with {stream.packing}",) if stream.packing else ()
        yield AdFile(
            name=stream.name,
            format=kind.__name__.rpartition(".")[2],
            facts=packing + sheet.facts + ((f"{_DATES}{order} first",) if order else ()),
            columns=columns,
            guess=guessed,
            items=items,
            rows=_rows(stream.name, first, sheet.lines, reader) if sheet.lines else items,
            expected=lambda records: sheet.count or _by_share(records, stream.share()),
        )


def _times(
    records: Iterable[Record | Fault], sources: Mapping[str, str | tuple[str, ...]]
) -> Iterator[object]:
    for record in records:
        if isinstance(record, Record):
            yield from (record.fields.get(str(sources.get(field, field))) for field in TIMES)


def _by_share(records: int, share: float) -> int | None:
    return round(records / share) if share else None


def _tell(file: AdFile, mapping: Mapping[str, str], note: Note | None) -> None:
    if note is not None:
        for sentence in notes_of(file, mapping):
            note(sentence)


def notes_of(file: AdFile, mapping: Mapping[str, str]) -> list[str]:
    """What a person should know about how the file is read, a sentence each."""
    notes: list[str] = []
    if pairs := [f"{field} from {column!r}" for field, column in file.guess.mapping.items()] + [
        f"{field} from {' and '.join(map(repr, columns))}"
        for field, columns in file.guess.several.items()
    ]:
        notes.append(f"{file.name}: reading {', '.join(pairs)}; --map FIELD=COLUMN says otherwise")
    notes += [
        f"{file.name}: {field} might be column {' or '.join(map(repr, columns))}; none is read; "
        f"choose with --map {field}=…"
        for field, columns in file.guess.unclear.items()
    ]
    notes += [
        f"{file.name}: {field} is read from its own column, not from "
        f"{' or '.join(map(repr, columns))}; --map {field}=… says otherwise"
        for field, columns in file.guess.passed.items()
    ]
    if file.columns and not _text_of(file, mapping):
        notes.append(
            f"{file.name}: no column is known to hold the text; name it with --map body=COLUMN; "
            f"there are {_listed(file.columns)}"
        )
    notes += [
        f"{file.name}: there is no column {column!r} to read {field} from; "
        f"there are {_listed(file.columns)}"
        for field, column in mapping.items()
        if file.columns and column not in file.columns
    ]
    if "encoding cp1252" in file.facts:
        notes.append(f"{file.name}: not UTF-8; read as Windows-1252")
    notes += [
        f"{file.name}: {fact}, since some can only be read so"
        for fact in file.facts
        if fact.startswith(_DATES)
    ]
    return notes


def _text_of(file: AdFile, mapping: Mapping[str, str]) -> set[str]:
    """Fields with words that the file gives, or of which a person may say which they are."""
    read = {*file.columns, *mapping, *file.guess.mapping, *file.guess.several, *file.guess.unclear}
    return read & {"title", "body"}


def _listed(columns: tuple[str, ...]) -> str:
    more = f" and {len(columns) - 20:,} more" if len(columns) > 20 else ""
    return ", ".join(map(repr, columns[:20])) + more


def _items(
    name: str, records: Iterable[Record | Fault], reader: AdReader
) -> Iterator[Ad | SetAside]:
    return (_item(name, record, reader) for record in records)


def _rows(
    name: str, first: Iterable[Record | Fault], lines: Lines, reader: AdReader
) -> Iterator[Ad | AdRow | SetAside]:
    yield from _items(name, first, reader)
    while some := list(islice(lines.rest, _LINES_AT_ONCE)):
        rows = reader.read_plain([b"" if isinstance(it, Fault) else it[1] for it in some])
        if all(rows):
            yield from cast("Sequence[AdRow]", rows)
            continue
        for line, row in zip(some, rows, strict=True):
            if row is not None:
                yield row
            elif (record := lines.record(line)) is not None:
                yield _item(name, record, reader)


def _item(name: str, record: Record | Fault, reader: AdReader) -> Ad | SetAside:
    if isinstance(record, Fault):
        return SetAside(name, record.line, record.reason, record.raw)
    try:
        return reader.read(record.fields)
    except Unreadable as fault:
        return SetAside(name, record.line, str(fault), shown(_raw(record)))


def _raw(record: Record) -> bytes | str:
    if record.raw is not None:
        return record.raw
    return orjson.dumps(record.fields, default=str, option=orjson.OPT_NON_STR_KEYS)


def _look_ahead(
    records: Iterator[Record | Fault],
) -> tuple[list[Record | Fault], Iterator[Record | Fault]]:
    first: list[Record | Fault] = []
    size = 0
    for record in islice(records, _FIRST_RECORDS):
        first.append(record)
        size += len(record.raw or "")
        if size > _FIRST_BYTES:
            break
    return first, chain(first, records)


def _columns_of(records: list[Record | Fault]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for record in records:
        if isinstance(record, Record):
            names.update(dict.fromkeys(record.fields))
    return tuple(names)
