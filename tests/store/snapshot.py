"""Everything a database holds, but for what depends on the clock."""

from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from lamplight.store.engine import reading
from lamplight.store.tables import ad_log, audit, metadata

CLOCKS = ("at", "started_at", "ended_at", "seconds", "per_second")
# A number that PostgreSQL gave to a row it then took back is not given again.
PASSING = {"runs": "stage", "fits": "number"}

Rows = list[tuple[str, ...]]


def snapshot(engine: Engine) -> dict[str, Rows]:
    """Rows of every table by its name, in a fixed order; logs and clocks left out."""
    with reading(engine) as db:
        return {
            table.name: _rows(db, table)
            for table in metadata.sorted_tables
            if table not in (audit, ad_log)
        }


def without_clocks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_clocks(it) for key, it in value.items() if key not in CLOCKS}
    if isinstance(value, list):
        return [without_clocks(it) for it in value]
    return value


def _rows(db: Connection, table: Table) -> Rows:
    columns = [column for column in table.c if column.name not in CLOCKS]
    if passing := PASSING.get(table.name):
        columns = [column for column in columns if column.name != passing]
    return sorted(
        tuple(repr(without_clocks(value)) for value in row) for row in db.execute(select(*columns))
    )
