from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from lamplight.match.hamming import read_hash
from lamplight.model import Ad, Picture
from lamplight.search.stored_pictures import stored_pictures
from lamplight.store.engine import open_engine
from lamplight.store.forget import forget_ads
from lamplight.store.index_files import index_file, map_arrays
from tests.search.stored import ANALYST, store

ONE, OTHER = "0f" * 32, "f0" * 32
ASKED = np.array([read_hash(ONE), read_hash(OTHER)])


def ad(id: str, *hashes: str) -> Ad:
    return Ad("s", id, body="x", pictures=tuple(Picture(pdq=it) for it in hashes))


def test_each_ad_has_its_nearest_picture_and_which_query_it_answers(engine: Engine) -> None:
    near = "0f" * 31 + "0e"
    with engine.begin() as db:
        store(db, [ad("1", near, ONE), ad("2", OTHER), ad("3", near), ad("4")])

        assert stored_pictures(db).near(ASKED) == {1: (0, 0), 2: (0, 1), 3: (1, 0)}


def test_what_another_run_brought_is_found(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE)])
        stored_pictures(db)
        store(db, [ad("1", ONE), ad("2", ONE)])

        assert set(stored_pictures(db).near(ASKED)) == {1, 2}


def test_between_two_runs_the_hashes_are_read_once(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE)])

        assert stored_pictures(db) is stored_pictures(db)


def test_what_was_forgotten_is_not_found_even_before_the_next_run(engine: Engine) -> None:
    with engine.begin() as db:
        store(db, [ad("1", ONE), ad("2", ONE)])
        stored_pictures(db)
        forget_ads(db, ANALYST, [1])

        assert set(stored_pictures(db).near(ASKED)) == {2}


def test_another_process_maps_what_the_first_wrote(url: str, tmp_path: Path) -> None:
    engines = [open_engine(url, caches=tmp_path) for _ in range(3)]
    with engines[0].begin() as db:
        store(db, [ad("1", ONE), ad("2", OTHER, ONE)])
    with engines[0].begin() as db:
        read = stored_pictures(db)
    path = index_file(engines[0], "pictures")
    with engines[1].begin() as db:
        mapped = stored_pictures(db)
        found = mapped.near(ASKED)
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[:-1])
    with engines[2].begin() as db:
        again = stored_pictures(db)
    for engine in engines:
        engine.dispose()

    assert found == {1: (0, 0), 2: (0, 0)}
    assert not mapped.index.hashes.flags.writeable
    for other in (mapped, again):
        np.testing.assert_array_equal(other.index.rows, read.index.rows)
        np.testing.assert_array_equal(other.ads, read.ads)
    assert map_arrays(path, again.state or {}) is not None


def test_without_pictures_nothing_is_near(engine: Engine) -> None:
    with engine.begin() as db:
        assert stored_pictures(db).near(ASKED) == {}
