"""Write many rows of one table at once, by the fastest way each database has.

Connection, Table, columns, rows -> insert_rows, insert_columns, update_rows

executemany of the driver on SQLite, COPY on PostgreSQL: SQLAlchemy's own way does the same work,
but spends more time on each value than the database does. Values are turned by the columns' own
types, a column at a time.

SQLite's driver binds int, float, str and bytearray at once. For anything else, None and bytes
among it, it first asks around for an adapter, which takes longer than storing the value: so bytes
go to it as bytearray, and None as NaN, which SQLite stores as NULL.

A statement of many rows that may fail half-way (as it may where rows refer to others) makes SQLite
copy each page before it is first touched. That costs less than a statement for each row where rows
come in the order of the table's key, and more where each goes to another page of an index.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Boolean, Connection, Table, TypeDecorator

from lamplight.errors import Unavailable
from lamplight.store.types import Hex

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")
Row = Sequence[object]
Turn = Callable[[object], object]
Slot = Callable[[Iterable[object]], Iterable[object]]
"""From a column's values to the driver's."""

_NULL = float("nan")
_AT_ONCE = 2_000
_TOGETHER = 40
"""Rows of one statement: more bring nothing, and not every SQLite takes a thousand values."""
_PART = 50_000


def insert_rows(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows whose values stand in the columns' order; gives back how many. No more than a
    part of them is held at a time."""
    slots = [_slot(db, table, name, _turn(db, table, name)) for name in columns]
    left, count = iter(rows), 0
    while part := list(islice(left, _PART)):
        count += _insert(db, table, columns, _driven(slots, _columns_of(part)))
    return count


def insert_columns(
    db: Connection,
    table: Table,
    columns: Mapping[str, Sequence[object]],
    *,
    together: bool = False,
) -> int:
    """Insert rows given by columns, with values as the database holds them: times as numbers, JSON
    as text. Gives back how many.

    together  many in one statement: quicker where they come in the order of the table's key, and
              no index has them in another
    """
    slots = [_slot(db, table, name, None) for name in columns]
    driven = _driven(slots, list(columns.values()))
    return _insert(db, table, list(columns), driven, _TOGETHER if together else 1)


def update_rows(
    db: Connection, table: Table, key: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Set columns of the rows that a key names; the key's value is each row's last."""
    slots = [_slot(db, table, name, _turn(db, table, name)) for name in (*columns, key)]
    mark = "%s" if db.dialect.name == "postgresql" else "?"
    sets = ", ".join(f'"{name}" = {mark}' for name in columns)
    statement = f'update "{table.name}" set {sets} where "{key}" = {mark}'  # noqa: S608 - our own
    for some in _driven(slots, _columns_of(rows)):
        db.exec_driver_sql(statement, some)


def some_at_once(rows: Iterable[T]) -> Iterator[list[T]]:
    """As many as are handed to the driver between two looks at whether Ctrl-C was pressed."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _insert(
    db: Connection,
    table: Table,
    columns: Sequence[str],
    driven: Iterator[list[tuple[object, ...]]],
    together: int = 1,
) -> int:
    names = ", ".join(f'"{name}"' for name in columns)
    if db.dialect.name == "postgresql":
        return _copy(db, f'copy "{table.name}" ({names}) from stdin', driven)
    marks = f"({', '.join('?' * len(columns))})"
    statement = f'insert into "{table.name}" ({names}) values '  # noqa: S608 - our own
    count = 0
    for some in driven:
        whole = len(some) - len(some) % together
        if several := _flat(some[:whole], together):
            db.exec_driver_sql(statement + ", ".join([marks] * together), several)
        if rest := some[whole:]:
            db.exec_driver_sql(statement + marks, rest)
        count += len(some)
    return count


def _flat(rows: list[tuple[object, ...]], together: int) -> list[tuple[object, ...]]:
    """The values of so many rows after each other."""
    if together == 1:
        return rows
    return [
        tuple(chain.from_iterable(rows[start : start + together]))
        for start in range(0, len(rows), together)
    ]


def _copy(db: Connection, statement: str, driven: Iterator[list[tuple[object, ...]]]) -> int:
    from psycopg import OperationalError  # only who has PostgreSQL waits for its driver

    driver = cast("psycopg.Connection", db.connection.driver_connection)
    count = 0
    try:
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for some in driven:
                for row in some:
                    copy.write_row(row)
                count += len(some)
    except OperationalError as error:
        raise Unavailable(f"the database does not answer: {error}") from error
    return count


def _columns_of(rows: Iterable[Row]) -> list[tuple[object, ...]]:
    return list(zip(*rows, strict=True))


def _driven(
    slots: Sequence[Slot], columns: Sequence[Sequence[object]]
) -> Iterator[list[tuple[object, ...]]]:
    """The rows as the driver takes them, some at once: turned column by column."""
    turned = [slot(values) for slot, values in zip(slots, columns, strict=bool(columns))]
    yield from some_at_once(zip(*turned, strict=True))


def _slot(db: Connection, table: Table, name: str, turn: Turn | None) -> Slot:
    column = table.c[name]
    steps: list[Slot] = [] if turn is None else [partial(map, turn)]
    if db.dialect.name == "sqlite":
        if isinstance(column.type, Hex):
            steps.append(_as_bytearrays)
        if isinstance(column.type, Boolean):
            steps.append(partial(map, int))
        if column.nullable:
            steps.append(_with_nulls)
    return partial(_step_by_step, steps)


def _step_by_step(steps: Sequence[Slot], values: Iterable[object]) -> Iterable[object]:
    for step in steps:
        values = step(values)
    return values


def _as_bytearrays(values: Iterable[object]) -> list[object]:
    return [it if it is None else bytearray(cast("bytes", it)) for it in values]


def _with_nulls(values: Iterable[object]) -> list[object]:
    return [_NULL if it is None else it for it in values]


def _turn(db: Connection, table: Table, name: str) -> Turn | None:
    """From a column's value to the driver's; the types of this store need no other step."""
    kind = table.c[name].type
    if isinstance(kind, TypeDecorator):
        return partial(kind.process_bind_param, dialect=db.dialect)
    return cast("Turn | None", kind.dialect_impl(db.dialect).bind_processor(db.dialect))
