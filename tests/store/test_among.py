from sqlalchemy import Engine, select

from lamplight.model import Actor, Ad
from lamplight.store.among import among
from lamplight.store.intake import take_in
from lamplight.store.parts import read_parts
from lamplight.store.runs import start_run
from lamplight.store.tables import ads
from lamplight.store.tombstones import read_tombstones
from tests.store.conftest import Filled


def test_of_many_numbers_those_that_are_there_are_found(filled: Filled) -> None:
    with filled.engine.begin() as db:
        wanted = select(ads.c.number).where(among(db, ads.c.number, range(0, 40_000, 3)))

        assert sorted(db.execute(wanted).scalars()) == [3]


def test_of_no_numbers_none_is_found(engine: Engine) -> None:
    with engine.begin() as db:
        assert not db.execute(select(ads.c.number).where(among(db, ads.c.number, []))).all()


def test_texts_are_found_however_they_are_written(engine: Engine) -> None:
    ids = ["it's", 'a "quote"', "back\\slash", "né ✨", "7"]
    found = [Ad("board", id, body="hello") for id in [*ids, "other"]]
    with engine.begin() as db:
        take_in(db, found, start_run(db, Actor("rose"), {}, []), read_tombstones(db))

        rows = db.execute(select(ads.c.id).where(among(db, ads.c.id, ids))).scalars()

        assert sorted(rows) == sorted(ids)


def test_rows_that_are_read_past_sqlalchemy_are_found_too(filled: Filled) -> None:
    with filled.engine.begin() as db:
        wanted = select(ads.c.number).where(among(db, ads.c.number, range(0, 40_000, 3)))

        assert [row for part in read_parts(db, wanted) for row in part] == [(3,)]
