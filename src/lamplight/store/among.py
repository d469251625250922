"""Name many rows in one query, as one bound value.

Connection, column, values -> among -> condition
name of a dialect, column, name -> among_named -> condition in a statement that is made once

SQLAlchemy's own way binds a parameter for each value, which of many costs more than the database's
work.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Text,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.types import TypeEngine

from lamplight.store.types import Json

_FEW = 50
Value = TypeVar("Value", int, str)


def among(
    db: Connection, column: ColumnElement[Value], values: Sequence[Value]
) -> ColumnElement[bool]:
    """Whether a column's value, a number or a text, is one of these."""
    if len(values) <= _FEW:
        return column.in_(values)
    given = list(values)
    return _among(db.dialect.name, column, lambda kind: bindparam(None, given, kind, unique=True))


def among_named(dialect: str, column: ColumnElement[Value], name: str) -> ColumnElement[bool]:
    """Whether it is one of those that are bound as a list by this name."""
    return _among(dialect, column, lambda kind: bindparam(name, type_=kind))


def _among(
    dialect: str,
    column: ColumnElement[Value],
    bound: Callable[[TypeEngine[Any]], BindParameter[Any]],
) -> ColumnElement[bool]:
    if dialect == "postgresql":
        kind = Text() if isinstance(column.type, Text) else BigInteger()
        return column == any_(bound(ARRAY(kind)))
    return column.in_(select(func.json_each(bound(Json())).table_valued("value").c.value))
