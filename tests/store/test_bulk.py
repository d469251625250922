"""Rows written in bulk read back as they were given, whatever stands in their columns."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select, text

from lamplight._native import driver_rows
from lamplight.store.bulk import insert_columns, insert_rows, update_rows
from lamplight.store.tables import ad_pictures, runs
from tests.store.conftest import Filled

VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.floats(width=32)
COLUMNS = ("ad", "position", "path", "pdq", "quality", "fault", "pending")
PICTURES = st.tuples(
    st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.none() | st.integers(0, 100),
    st.none() | st.just("gone"),
    st.booleans(),
)
Several = list[tuple[object, ...]]


def slow_driver_rows(
    columns: Sequence[Sequence[object]], first: int, last: int, together: int
) -> Several:
    """Beside driver_rows of the native part, which makes the same."""
    rows = [[_bound(column[row]) for column in columns] for row in range(first, last)]
    return [tuple(chain(*rows[at : at + together])) for at in range(0, len(rows), together)]


def _bound(value: object) -> object:
    if value is None:
        return math.nan
    if isinstance(value, bool):
        return int(value)
    return bytearray(value) if isinstance(value, bytes) else value


@given(st.data(), st.integers(1, 4), st.integers(0, 3), st.integers(0, 3), st.integers(0, 4))
def test_the_driver_is_handed_what_the_slow_twin_makes(
    data: st.DataObject, together: int, before: int, tuples: int, width: int
) -> None:
    last = before + tuples * together
    column = st.lists(VALUES, min_size=last, max_size=last)
    columns = [
        data.draw(column if at % 2 else column.map(tuple), f"column {at}") for at in range(width)
    ]

    found = driver_rows(columns, before, last, together)

    expected = slow_driver_rows(columns, before, last, together)
    assert repr(found) == repr(expected)  # NaN equals nothing, True equals 1


def test_rows_beyond_a_column_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        driver_rows([[1, 2], [1]], 0, 2, 1)
    with pytest.raises(ValueError, match="so many"):
        driver_rows([[1, 2]], 0, 2, 0)


def stored(db: Connection) -> Several:
    columns = (ad_pictures.c[name] for name in COLUMNS)
    rows = db.execute(select(*columns).where(ad_pictures.c.ad == 1).order_by("position"))
    return [tuple(row) for row in rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PICTURES, max_size=5))
def test_rows_read_back_as_they_were_given(filled: Filled, pictures: Several) -> None:
    rows = [(1, position, *picture) for position, picture in enumerate(pictures)]

    with filled.engine.begin() as db:
        assert insert_rows(db, ad_pictures, COLUMNS, rows) == len(rows)
        read = stored(db)
        db.rollback()

    assert read == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PICTURES, PICTURES)
def test_columns_are_set_as_they_were_given(
    filled: Filled, before: tuple[object, ...], after: tuple[object, ...]
) -> None:
    with filled.engine.begin() as db:
        insert_rows(db, ad_pictures, COLUMNS, [(1, 0, *before)])
        update_rows(db, ad_pictures, "ad", COLUMNS[2:], [(*after, 1)])
        read = stored(db)
        db.rollback()

    assert read == [(1, 0, *after)]


def test_values_as_the_database_holds_them_are_not_turned(engine: Engine) -> None:
    row = (7, "done", "rose", 1_767_225_600_000_000, None, '{"files":[]}')

    with engine.begin() as db:
        names = ("number", "state", "actor", "started_at", "ended_at", "arguments")
        insert_columns(db, runs, {name: [value] for name, value in zip(names, row, strict=True)})

        found = db.execute(select(*(runs.c[name] for name in names))).one()
        assert found == (7, "done", "rose", datetime(2026, 1, 1, tzinfo=UTC), None, {"files": []})


@pytest.mark.parametrize("together", [False, True])
def test_thousands_of_rows_go_in_whole(engine: Engine, together: bool) -> None:
    columns = {
        "number": range(1, 5_002),
        "state": ["done"] * 5_001,
        "actor": ["rose"] * 5_001,
        "started_at": [0] * 5_001,
        "arguments": ["{}"] * 5_001,
    }

    with engine.begin() as db:
        assert insert_columns(db, runs, columns, together=together) == 5_001

        stored = db.execute(text("select number, state, actor from runs order by number")).all()
        assert [tuple(row) for row in stored] == [(n, "done", "rose") for n in range(1, 5_002)]
