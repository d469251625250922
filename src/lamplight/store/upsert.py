"""Insert rows, or change those that are there: one statement that both databases know.

Connection, Table -> upsert -> an insert that takes `on_conflict_do_update`, `…_do_nothing`
"""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(db: Connection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    if db.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
