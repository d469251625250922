"""Read many rows of one query, part after part, as the driver gives them.

Connection, Select -> read_parts -> lists of tuples

The other way of bulk: a row object of SQLAlchemy costs more than what the database does for it. So
values are not turned: moments are microseconds since 1970, hashes bytes, JSON its text.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select

PART = 20_000


def read_parts(db: Connection, query: Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows in the query's order; no more than a part of them is held at a time."""
    compiled = query.compile(dialect=db.dialect, compile_kwargs={"render_postcompile": True})
    named = compiled.params
    order = compiled.positiontup
    values = named if order is None else [named[name] for name in order]
    cursor = _cursor(db)
    try:
        cursor.execute(str(compiled), values)
        while part := cursor.fetchmany(PART):
            yield part
    finally:
        cursor.close()


def _cursor(db: Connection) -> Any:
    """A cursor that leaves the rows with the database until they are asked for."""
    driver: Any = db.connection.driver_connection
    return driver.cursor(name="parts") if db.dialect.name == "postgresql" else driver.cursor()
