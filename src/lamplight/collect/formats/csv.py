"""CSV (RFC 4180, and what spreadsheets make of it): a header, then one ad a record.

Stream -> read -> Sheet

The delimiter is the one of , ; tab | under which most names of the header are known and most of
the first records have as many cells as the header. Known limit: a last line cut off inside its
last cell can't be told from a short one.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from lamplight.collect.encoding import Encoding
from lamplight.collect.record import (
    MAYBE,
    Fault,
    Record,
    Sheet,
    Unreadable,
    Wanted,
    shown,
    storable,
)
from lamplight.collect.rows import Row, Rows
from lamplight.collect.stream import Stream
from lamplight.counted import counted

ENDINGS = (".csv", ".tsv", ".tab")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAMPLE_RECORDS = 20


def fits(head: bytes) -> int:
    """MAYBE for anything: any text may be a CSV of one column."""
    return MAYBE if head else 0


def read(stream: Stream, wanted: Wanted) -> Sheet:
    """A Sheet whose columns are the header's. Raises Unreadable where there is none."""
    encoding = Encoding(stream)
    delimiter = _delimiter(encoding.text_of(stream.head), wanted)
    rows = Rows(encoding, delimiter)
    items = iter(rows)
    header = next(
        (item for item in items if isinstance(item, Fault) or any(map(str.strip, item.cells))), None
    )
    if header is None:
        raise Unreadable("the file is blank")
    if isinstance(header, Fault):
        raise Unreadable(f"the header can't be read: {header.reason}")
    columns = tuple(storable(name.strip()) for name in header.cells)
    rows.width = len(columns)
    facts = (f"encoding {encoding.name}", f"delimiter {DELIMITERS[delimiter]}")
    return Sheet(columns, _records(items, columns, wanted), facts)


def _records(
    items: Iterator[Row | Fault], columns: Sequence[str], wanted: Wanted
) -> Iterator[Record | Fault]:
    # Of columns with one name the first counts.
    first = {name: place for place, name in reversed(list(enumerate(columns)))}
    places = [(name, first[name]) for name in dict.fromkeys(columns) if name and wanted(name)]
    width = len(columns)
    for item in items:
        if isinstance(item, Fault):
            yield item
        elif any(item.cells[width:]):
            reason = f"the record has {len(item.cells)} cells; the header has {width}"
            yield Fault(item.line, reason + _swallowed(item), shown(item.raw))
        else:
            cells = item.cells + [""] * (width - len(item.cells))
            if "\0" in item.raw:  # decoding lets no surrogates through
                cells = list(map(storable, cells))
            fields: dict[str, object] = {name: cells[at] for name, at in places if cells[at]}
            if "".join(cells).strip():
                yield Record(item.line, fields, item.raw)


def _swallowed(row: Row) -> str:
    more = row.raw.count("\n")
    return f"; a quote in it closes only {counted(more, 'line')} further down" if more else ""


def _delimiter(head: str, wanted: Wanted) -> str:
    lines = [storable(line) for line in head.splitlines(keepends=True)[: 2 * _SAMPLE_RECORDS]]
    return max(DELIMITERS, key=lambda sign: _merit(lines, sign, wanted))


def _merit(lines: list[str], delimiter: str, wanted: Wanted) -> tuple[int, float, int]:
    try:
        rows = list(islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_RECORDS))
    except csv.Error:
        return (0, 0.0, 0)
    header, *others = [row for row in rows if row] or [[]]
    alike = sum(len(row) == len(header) for row in others) / len(others) if others else 0.0
    return (sum(map(wanted, header)), alike if len(header) > 1 else 0.0, len(header))
