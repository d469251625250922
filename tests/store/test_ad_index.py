import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, delete

from lamplight.store import ad_index as module
from lamplight.store.ad_index import ad_index, drop_ad_index, refresh_ad_index
from lamplight.store.ad_log import ads_since, log_ads, newest_entry, ranges_of
from lamplight.store.ad_query import holds, shows
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.tables import ad_log, ads
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad


def take(engine: Engine, *bodies: str) -> None:
    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        batch = [an_ad(str(at), body=body) for at, body in enumerate(bodies)]
        take_in(db, batch, run, Tombstones(frozenset()))


def holding(engine: Engine, word: str) -> int:
    with engine.begin() as db:
        return ad_index(db).count(holds(word))


def folder(engine: Engine) -> Path:
    return module._folder(engine)


def test_what_came_since_is_found(engine: Engine) -> None:
    take(engine, "garden", "walk")
    assert holding(engine, "garden") == 1

    take(engine, "garden", "garden walk", "garden")

    assert (holding(engine, "garden"), holding(engine, "walk")) == (3, 1)


def test_case_accents_and_widths_make_no_difference(engine: Engine) -> None:
    take(engine, "Café ＲＯＳＥ", "cafe\u0301 rose", "CAFE Rose")

    assert (holding(engine, "cafe"), holding(engine, "CAFÉ"), holding(engine, "rose")) == (3, 3, 3)


@pytest.mark.parametrize("harm", ["removed", "emptied", "damaged"])
def test_lost_files_are_made_again(engine: Engine, harm: str) -> None:
    take(engine, "garden", "walk")
    assert holding(engine, "garden") == 1

    if harm == "removed":
        shutil.rmtree(folder(engine))
    for path in [] if harm == "removed" else sorted(folder(engine).glob("*.json")):
        path.write_bytes(b"" if harm == "emptied" else b"{")
    module._held.pop(engine, None)

    assert holding(engine, "walk") == 1


def test_stopped_halfway_nothing_is_written_and_the_next_does_it_all(engine: Engine) -> None:
    take(engine, "garden", "walk")

    refresh_ad_index(engine, lambda: True)
    with module._refreshing:
        assert module._state_of(module._opened(engine).index) is None

    assert (holding(engine, "garden"), holding(engine, "walk")) == (1, 1)


def test_who_finds_another_writing_answers_from_what_there_is(engine: Engine) -> None:
    take(engine, "garden")
    assert holding(engine, "garden") == 1
    writer = module._open(folder(engine)).writer(module._HEAP_BYTES, 1)

    take(engine, "garden", "garden walk")
    assert (holding(engine, "garden"), holding(engine, "walk")) == (1, 0)

    writer.rollback()
    writer.wait_merging_threads()
    assert (holding(engine, "garden"), holding(engine, "walk")) == (2, 1)


def test_a_database_that_went_another_way_gets_an_index_of_its_own(engine: Engine) -> None:
    take(engine, "garden", "walk")
    assert holding(engine, "garden") == 1
    with engine.begin() as db:  # an older backup was put back, and something else was read
        db.execute(delete(ad_log))
        db.execute(delete(ads).where(ads.c.id == "0"))
        log_ads(db, [2])

    assert (holding(engine, "garden"), holding(engine, "walk")) == (0, 1)


def test_dropped_files_are_gone(engine: Engine) -> None:
    take(engine, "garden")
    holding(engine, "garden")

    drop_ad_index(engine)

    assert not folder(engine).exists()


def test_an_address_and_values_are_found_whole(engine: Engine) -> None:
    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        ad = an_ad("1", body="x", url="https://site1.example/1")
        take_in(db, [ad], run, Tombstones(frozenset()))
        index = ad_index(db)

    assert index.count(shows(["at:https://site1.example/1"])) == 1
    assert index.count(shows(["at:https://site1.example"])) == 0


def test_the_log_tells_ranges(engine: Engine) -> None:
    with engine.begin() as db:
        log_ads(db, [5, 1, 2, 3])
        before = newest_entry(db)
        log_ads(db, [3, 4])
        log_ads(db, [9])

        assert ads_since(db, None) == [(1, 5), (9, 9)]
        assert ads_since(db, before) == [(3, 4), (9, 9)]


def test_no_numbers_are_no_ranges(engine: Engine) -> None:
    with engine.begin() as db:
        log_ads(db, [])

        assert (list(ranges_of([])), _entries(db)) == ([], 0)


def _entries(db: Connection) -> int:
    return len(db.execute(ad_log.select()).all())
