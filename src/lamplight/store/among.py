"""Name many rows in one query, as one bound value.

Connection, column, numbers -> among -> condition

SQLAlchemy's own way binds a parameter for each number, which costs more than the database's work.
"""

from collections.abc import Sequence

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


def among(
    db: Connection, column: ColumnElement[int], numbers: Sequence[int]
) -> ColumnElement[bool]:
    """Whether a column's value is one of the numbers."""
    if db.dialect.name == "postgresql":
        return column == any_(bindparam(None, list(numbers), ARRAY(BigInteger), unique=True))
    text = bindparam(None, f"[{','.join(map(str, numbers))}]", Text, unique=True)
    return column.in_(select(func.json_each(text).table_valued("value").c.value))
