"""Rows come in parts, in order, as the driver gives them."""

import pytest
from sqlalchemy import Engine, select

from lamplight.store import parts
from lamplight.store.engine import reading
from lamplight.store.parts import read_parts
from lamplight.store.tables import ads, signals
from tests.store.conftest import PHONE, Filled


def test_every_row_comes_once_and_in_order(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 3)

    with reading(filled.engine) as db:
        found = list(read_parts(db, select(ads.c.number, ads.c.source).order_by(ads.c.number)))

    assert [len(part) for part in found] == [3, 1]
    assert [number for part in found for number, _ in part] == [1, 2, 3, 4]


def test_values_are_bound_and_rows_are_not_turned(filled: Filled) -> None:
    kinds = ("phone", "it's none")

    with reading(filled.engine) as db:
        query = select(signals.c.value).where(signals.c.kind.in_(kinds)).distinct()
        found = list(read_parts(db, query))
        moments = next(read_parts(db, select(ads.c.posted_at).where(ads.c.number == 1)))

    assert found == [[(PHONE,)]]
    assert isinstance(moments[0][0], int)


def test_no_rows_are_no_parts(engine: Engine) -> None:
    with reading(engine) as db:
        assert list(read_parts(db, select(ads.c.number))) == []
