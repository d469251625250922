from sqlalchemy import Engine, select

from lamplight.store.among import among
from lamplight.store.tables import ads
from tests.store.conftest import Filled


def test_of_many_numbers_those_that_are_there_are_found(filled: Filled) -> None:
    with filled.engine.begin() as db:
        wanted = select(ads.c.number).where(among(db, ads.c.number, [3, 1, *range(100, 40_000)]))

        assert sorted(db.execute(wanted).scalars()) == [1, 3]


def test_of_no_numbers_none_is_found(engine: Engine) -> None:
    with engine.begin() as db:
        assert not db.execute(select(ads.c.number).where(among(db, ads.c.number, []))).all()
