import numpy as np
from sqlalchemy import Engine, delete

from lamplight.match.hamming import read_hash
from lamplight.model import Ad, Picture
from lamplight.search.stored_pictures import stored_pictures
from lamplight.store.tables import ad_pictures
from tests.search.stored import store

ONE, OTHER = "0f" * 32, "f0" * 32
ASKED = np.array([read_hash(ONE), read_hash(OTHER)])


def ad(id: str, *hashes: str) -> Ad:
    return Ad("s", id, body="x", pictures=tuple(Picture(pdq=it) for it in hashes))


def test_each_ad_has_its_nearest_picture_and_which_query_it_answers(engine: Engine) -> None:
    near = "0f" * 31 + "0e"
    with engine.begin() as db:
        store(db, [ad("1", near, ONE), ad("2", OTHER), ad("3", near), ad("4")])

        assert stored_pictures(db).near(db, ASKED) == {1: (0, 0), 2: (0, 1), 3: (1, 0)}


def test_what_another_run_brought_is_found(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE)])
        stored_pictures(db)
        store(db, [ad("1", ONE), ad("2", ONE)])

        assert set(stored_pictures(db).near(db, ASKED)) == {1, 2}


def test_between_two_runs_the_hashes_are_read_once(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE)])

        assert stored_pictures(db) is stored_pictures(db)


def test_what_was_forgotten_is_not_found_even_before_the_next_run(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE), ad("2", ONE)])
        stored_pictures(db)
        db.execute(delete(ad_pictures).where(ad_pictures.c.ad == 1))

        assert set(stored_pictures(db).near(db, ASKED)) == {2}


def test_without_pictures_nothing_is_near(engine: Engine) -> None:
    with engine.begin() as db:
        assert stored_pictures(db).near(db, ASKED) == {}
