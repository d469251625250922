"""Ads read by columns are those that are read one by one."""

from sqlalchemy import Engine

from lamplight.store.ads import load_ads, load_columns
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad


def test_columns_hold_what_the_ads_hold(engine: Engine) -> None:
    stored = [
        an_ad("1", title="a", phones=("212 555 0123", "x"), emails=("rose@mail.example",)),
        an_ad("2", body="b", city="Reno", region="NV", country="US", lat=39.5, lon=-119.8, age=24),
        an_ad("3", body="left out"),
        an_ad("4", handles=("rose",)),
        an_ad("5"),
    ]

    with engine.begin() as db:
        take_in(db, stored, start_run(db, ROSE, {}, []), Tombstones(frozenset()))
        columns = load_columns(db, [5, 1, 2, 4])
        found = load_ads(db, [1, 2, 4, 5])

    assert columns[0] == (1, 2, 4, 5)
    names = ("title", "body", "country", "region", "city", "lat", "lon", "age")
    for name, values in zip(names, columns[1:9], strict=True):
        assert values == tuple(getattr(ad, name) for ad in found.values())
    for name, lists in zip(("phones", "emails", "handles"), columns[9:], strict=True):
        assert [tuple(it) for it in lists] == [getattr(ad, name) for ad in found.values()]


def test_of_no_ads_every_column_is_empty(engine: Engine) -> None:
    with engine.begin() as db:
        assert [len(column) for column in load_columns(db, [])] == [0] * 12
