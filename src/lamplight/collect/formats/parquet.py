"""Parquet, in small batches of rows, and only the columns that are wanted.

Stream -> read -> Sheet

pyarrow reads it. Known limits: it must be a file by itself, neither packed nor standard input,
because reading begins at its end; memory is bounded by one page of each column and 256 rows.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lamplight.collect.record import (
    LIMIT_BYTES,
    SURE,
    Fault,
    Fields,
    Record,
    Sheet,
    Unreadable,
    Wanted,
    storable,
)
from lamplight.collect.stream import Stream

ENDINGS = (".parquet", ".pq")
_MAGIC = b"PAR1"
_BATCH_ROWS = 256
_BUFFER_BYTES = 1 << 20
_FAULTS = (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError)


def fits(head: bytes) -> int:
    """SURE where the file begins as Parquet does."""
    return SURE if head.startswith(_MAGIC) else 0


def read(stream: Stream, wanted: Wanted) -> Sheet:
    """A Sheet whose columns are the schema's. Raises Unreadable for a file that is broken."""
    if stream.path is None or stream.packing:
        raise Unreadable("Parquet is read from a file by itself, not packed, not from a pipe")
    try:
        with _opened(stream.path) as file:
            columns = tuple(map(storable, file.schema_arrow.names))
            rows, groups = file.metadata.num_rows, file.metadata.num_row_groups
    except _FAULTS:
        raise Unreadable("the file begins as Parquet but can't be read as such") from None
    names = [name for name in dict.fromkeys(columns) if columns.count(name) == 1 and wanted(name)]
    records = _records(stream.path, names, groups)
    return Sheet(columns, records, (f"{rows:,} rows",), count=rows)


def _opened(path: Path) -> pq.ParquetFile:
    return pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER_BYTES)


def _records(path: Path, names: list[str], groups: int) -> Iterator[Record | Fault]:
    row = 1
    with _opened(path) as file:
        for group in range(groups):
            end = row + file.metadata.row_group(group).num_rows
            try:
                _insist_on_small_rows(file, group, names)
                for batch in file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=names):
                    yield from _rows(batch, row)
                    row += batch.num_rows
            except _FAULTS:
                yield Fault(row, f"rows {row:,} to {end - 1:,} can't be read as Parquet", "")
            except Unreadable as fault:
                yield Fault(row, f"rows {row:,} to {end - 1:,}: {fault}", "")
            row = end


def _insist_on_small_rows(file: pq.ParquetFile, group: int, names: list[str]) -> None:
    """Raises Unreadable where the rows' mean is beyond the limit, before any is unpacked."""
    about = file.metadata.row_group(group)
    for number in range(about.num_columns):
        column = about.column(number)
        if column.path_in_schema.split(".")[0] not in names:
            continue
        if column.total_uncompressed_size > LIMIT_BYTES * max(1, about.num_rows):
            raise Unreadable(f"records have more than {LIMIT_BYTES:,} bytes")


def _rows(batch: pa.RecordBatch, first: int) -> Iterator[Record | Fault]:
    batch = _without_nanoseconds(batch)
    try:
        rows = batch.to_pylist()
    except _FAULTS:
        if batch.num_rows == 1:
            yield Fault(first, "the row holds a value that is none of its type", "")
            return
        for offset in range(batch.num_rows):
            yield from _rows(batch.slice(offset, 1), first + offset)
        return
    for number, row in enumerate(rows, first):
        fields: Fields = {name: _plain(value) for name, value in row.items() if value is not None}
        size = sum(len(value) for value in fields.values() if isinstance(value, str))
        if size > LIMIT_BYTES:
            reason = f"record has {size:,} characters; want at most {LIMIT_BYTES:,} bytes"
            yield Fault(number, reason, "")
        else:
            yield Record(number, fields, None)


def _without_nanoseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    # Python's own moments have no nanoseconds, and pyarrow would rather fail than round.
    for place, column in enumerate(batch.columns):
        if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
            zone = column.type.tz
            rounded = column.cast(pa.timestamp("us", zone), safe=False)
            batch = batch.set_column(place, batch.schema.names[place], rounded)
    return batch


def _plain(value: object) -> object:
    """A value of the kinds that JSON and the readers of fields know."""
    if isinstance(value, str):
        return storable(value) if "\0" in value else value
    if isinstance(value, bytes):
        return storable(value.decode("utf-8", "replace"))
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return str(value) if isinstance(value, Decimal) else value
