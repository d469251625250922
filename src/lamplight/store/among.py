"""Name many rows in one query, as one bound value.

Connection, column, values -> among -> condition
name of a dialect, column, name -> among_named -> condition in a statement that is made once

SQLAlchemy's own way binds a parameter for each value, which of many costs more than the database's
work.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

import orjson
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

from lamplight.store.types import Json

_FEW = 50
Value = TypeVar("Value", int, str)


def among(
    db: Connection, column: ColumnElement[Value], values: Sequence[Value]
) -> ColumnElement[bool]:
    """Whether a column's value, a number or a text, is one of these."""
    if len(values) <= _FEW:
        return column.in_(values)
    many = list(values)
    if db.dialect.name == "postgresql":
        return column == any_(bindparam(None, many, _array_of(column), unique=True))
    # its text, not Json: who reads rows past SQLAlchemy has no values turned
    return _in_list(column, bindparam(None, orjson.dumps(many).decode(), Text(), unique=True))


def among_named(dialect: str, column: ColumnElement[Value], name: str) -> ColumnElement[bool]:
    """Whether it is one of those that are bound as a list by this name."""
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=_array_of(column)))
    return _in_list(column, bindparam(name, type_=Json()))


def _array_of(column: ColumnElement[Value]) -> ARRAY[Any]:
    return ARRAY(Text() if isinstance(column.type, Text) else BigInteger())


def _in_list(column: ColumnElement[Value], bound: BindParameter[Any]) -> ColumnElement[bool]:
    return column.in_(select(func.json_each(bound).table_valued("value").c.value))
