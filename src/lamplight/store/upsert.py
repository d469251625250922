"""Insert rows, or change those that are there: one statement that both databases know.

name of the dialect, Table -> upsert -> an insert that takes `on_conflict_do_update`, `…_do_nothing`
"""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(dialect: str, table: Table) -> "postgresql.Insert | sqlite.Insert":
    if dialect == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
