"""Write many rows of one table at once, by the fastest way each database has.

Connection, Table, columns, rows -> insert_rows, update_rows

executemany of the driver on SQLite, COPY on PostgreSQL: SQLAlchemy's own way does the same work,
but spends more time on each value than the database does. Values are turned by the columns' own
types.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Table, TypeDecorator

from lamplight.errors import Unavailable

if TYPE_CHECKING:
    import psycopg

Row = Sequence[object]
Turn = Callable[[object], object]


def insert_rows(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows whose values stand in the columns' order; gives back how many."""
    turned = _turned(db, table, columns, rows)
    names = ", ".join(f'"{name}"' for name in columns)
    if db.dialect.name == "postgresql":
        return _copy(db, f'copy "{table.name}" ({names}) from stdin', turned)
    many = list(turned)
    if many:
        marks = ", ".join("?" * len(columns))
        db.exec_driver_sql(
            f'insert into "{table.name}" ({names}) values ({marks})',  # noqa: S608 - our own names
            many,
        )
    return len(many)


def update_rows(
    db: Connection, table: Table, key: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Set columns of the rows that a key names; the key's value is each row's last."""
    many = list(_turned(db, table, [*columns, key], rows))
    if many:
        mark = "%s" if db.dialect.name == "postgresql" else "?"
        sets = ", ".join(f'"{name}" = {mark}' for name in columns)
        db.exec_driver_sql(
            f'update "{table.name}" set {sets} where "{key}" = {mark}',  # noqa: S608 - our own
            many,
        )


def _copy(db: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> int:
    from psycopg import OperationalError  # only who has PostgreSQL waits for its driver

    driver = cast("psycopg.Connection", db.connection.driver_connection)
    count = 0
    try:
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
    except OperationalError as error:
        raise Unavailable(f"the database does not answer: {error}") from error
    return count


def _turned(
    db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> Iterable[tuple[object, ...]]:
    """The rows as the driver takes them: columns are turned one by one, not value by value."""
    many = list(rows)
    if not many:
        return []
    slots: list[Iterable[object]] = []
    for name, values in zip(columns, zip(*many, strict=True), strict=True):
        turn = _turn(db, table, name)
        slots.append(values if turn is None else map(turn, values))
    return zip(*slots, strict=True)


def _turn(db: Connection, table: Table, name: str) -> Turn | None:
    """From a column's value to the driver's; the types of this store need no other step."""
    kind = table.c[name].type
    if isinstance(kind, TypeDecorator):
        return partial(kind.process_bind_param, dialect=db.dialect)
    return cast("Turn | None", kind.dialect_impl(db.dialect).bind_processor(db.dialect))
