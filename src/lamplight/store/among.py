"""Name many rows in one query, as one bound value.

Connection, column, values -> among -> condition

SQLAlchemy's own way binds a parameter for each value, which of many costs more than the database's
work.
"""

from collections.abc import Sequence
from typing import TypeVar

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    any_,
    bindparam,
    func,
    select,
)

_FEW = 50
Value = TypeVar("Value", int, str)


def among(
    db: Connection, column: ColumnElement[Value], values: Sequence[Value]
) -> ColumnElement[bool]:
    """Whether a column's value, a number or a text, is one of these."""
    if len(values) <= _FEW:
        return column.in_(values)
    if db.dialect.name == "postgresql":
        kind = Text() if isinstance(column.type, Text) else BigInteger()
        return column == any_(bindparam(None, list(values), ARRAY(kind), unique=True))
    listed = bindparam(None, orjson.dumps(list(values)).decode(), Text, unique=True)
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))
