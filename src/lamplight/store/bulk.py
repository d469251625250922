"""Write many rows of one table at once, by the fastest way each database has.

Connection, Table, columns, rows -> insert_rows, insert_columns, update_rows

executemany of the driver on SQLite, COPY on PostgreSQL: SQLAlchemy's own way does the same work,
but spends more time on each value than the database does. Values are turned by the columns' own
types, a column at a time.

SQLite's driver binds int, float, str and bytearray at once. For anything else, None and bytes
among it, it first asks around for an adapter, which takes longer than storing the value: so bytes
go to it as bytearray, and None as NaN, which SQLite stores as NULL (native/driver_rows.cpp).

A statement of many rows that may fail half-way (as it may where rows refer to others) makes SQLite
copy each page before it is first touched. That costs less than a statement for each row where rows
come in the order of the table's key, and more where each goes to another page of an index.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Table, TypeDecorator

from lamplight._native import driver_rows
from lamplight.errors import Unavailable

if TYPE_CHECKING:
    import psycopg

Row = Sequence[object]
Turn = Callable[[object], object]
Columns = Mapping[str, Sequence[object]]
"""Rows by columns, with values as the database holds them: times as numbers, JSON as text."""

_AT_ONCE = 2_000
"""Rows handed to the driver between two looks at whether Ctrl-C was pressed."""
_TOGETHER = 40
"""Rows of one statement: more bring nothing, and not every SQLite takes a thousand values."""
_PART = 50_000


def insert_rows(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows whose values stand in the columns' order; gives back how many. No more than a
    part of them is held at a time."""
    left, count = iter(rows), 0
    while part := list(islice(left, _PART)):
        count += _insert(db, table, columns, _turned(db, table, columns, part))
    return count


def insert_columns(
    db: Connection, table: Table, columns: Columns, *, together: bool = False
) -> int:
    """Insert rows; gives back how many.

    together  many in one statement: quicker where they come in the order of the table's key, and
              no index has them in another
    """
    return _insert(db, table, list(columns), list(columns.values()), _TOGETHER if together else 1)


def update_rows(
    db: Connection, table: Table, key: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Set columns of the rows that a key names; the key's value is each row's last."""
    values = _turned(db, table, (*columns, key), rows)
    mark = "%s" if db.dialect.name == "postgresql" else "?"
    sets = ", ".join(f'"{name}" = {mark}' for name in columns)
    statement = f'update "{table.name}" set {sets} where "{key}" = {mark}'  # noqa: S608 - our own
    left = zip(*values, strict=True)
    while some := list(islice(left, _AT_ONCE)):
        db.exec_driver_sql(statement, some)


def _insert(
    db: Connection,
    table: Table,
    columns: Sequence[str],
    values: Sequence[Sequence[object]],
    together: int = 1,
) -> int:
    count = len(values[0]) if values else 0
    if any(len(column) != count for column in values):
        raise ValueError("columns of a table are of one length")
    names = ", ".join(f'"{name}"' for name in columns)
    if db.dialect.name == "postgresql":
        _copy(db, f'copy "{table.name}" ({names}) from stdin', zip(*values, strict=True))
        return count
    marks = f"({', '.join('?' * len(columns))})"
    statement = f'insert into "{table.name}" ({names}) values '  # noqa: S608 - our own
    for rows, several in _driven(values, count, together):
        db.exec_driver_sql(statement + ", ".join([marks] * rows), several)
    return count


def _driven(
    columns: Sequence[Sequence[object]], count: int, together: int
) -> Iterator[tuple[int, list[tuple[object, ...]]]]:
    """How many rows each tuple holds, and tuples: some rows at once, those that are left over one
    by one."""
    listed = [it if isinstance(it, list | tuple) else list(it) for it in columns]
    for first in range(0, count, _AT_ONCE):
        last = min(first + _AT_ONCE, count)
        whole = last - (last - first) % together
        if whole > first:
            yield together, driver_rows(listed, first, whole, together)
        if last > whole:
            yield 1, driver_rows(listed, whole, last, 1)


def _copy(db: Connection, statement: str, rows: Iterable[Row]) -> None:
    from psycopg import OperationalError  # only who has PostgreSQL waits for its driver

    driver = cast("psycopg.Connection", db.connection.driver_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)
    except OperationalError as error:
        raise Unavailable(f"the database does not answer: {error}") from error


def _turned(
    db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> list[Sequence[object]]:
    """Columns of values as the database holds them."""
    turns = [_turn(db, table, name) for name in columns]
    return [
        column if turn is None else list(map(turn, column))
        for turn, column in zip(turns, zip(*rows, strict=True), strict=False)
    ]


def _turn(db: Connection, table: Table, name: str) -> Turn | None:
    """From a column's value to the driver's; the types of this store need no other step."""
    kind = table.c[name].type
    if isinstance(kind, TypeDecorator):
        return partial(kind.process_bind_param, dialect=db.dialect)
    return cast("Turn | None", kind.dialect_impl(db.dialect).bind_processor(db.dialect))
