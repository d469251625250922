"""A run leaves indexes of all that is stored, whoever wrote them."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Engine

from lamplight.pipeline import indexing
from lamplight.pipeline.indexing import indexing as index_beside
from lamplight.pipeline.indexing import indexing_values
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.progress import Unwatched
from lamplight.store import ad_index as files
from lamplight.store.ad_log import newest_entry
from lamplight.store.ad_query import holds
from lamplight.store.engine import reading
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.signals import drop_index_by_value, is_indexed_by_value
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad


class Heard(Unwatched):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)


def begun(engine: Engine, progress: Unwatched) -> Journal:
    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        ads = [an_ad(str(at), body="garden") for at in range(3)]
        take_in(db, ads, run, Tombstones(frozenset()))
    return Journal(engine, run, ROSE, progress)


def left_to_index(engine: Engine) -> int:
    with reading(engine) as db:
        return files.ads_to_index(db)


def state_on_disk(engine: Engine) -> object:
    return files._state_of(files._open(files._folder(engine)))


@pytest.mark.parametrize("worth", [1, 100_000])
@pytest.mark.parametrize("following", [0, 100_000])
def test_it_follows_when_the_block_ends(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, worth: int, following: int
) -> None:
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", worth)
    monkeypatch.setattr(indexing, "WORTH_FOLLOWING", following)

    with index_beside(begun(engine, Unwatched())) as all_in:
        all_in()

    with reading(engine) as db:
        assert state_on_disk(engine) == newest_entry(db)
    with engine.begin() as db:
        assert files.ad_index(db).count(holds("garden")) == 3


@pytest.mark.parametrize("worth", [1, 100_000])
def test_what_fails_beside_it_passes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, worth: int
) -> None:
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", worth)

    def fail() -> None:
        with index_beside(begun(engine, Unwatched())) as all_in:
            all_in()
            raise RuntimeError("linking failed")

    with pytest.raises(RuntimeError, match="linking"):
        fail()


def test_what_fails_before_all_ads_are_in_passes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "WORTH_FOLLOWING", 0)

    with (
        pytest.raises(RuntimeError, match="reading"),
        index_beside(begun(engine, Unwatched())),
    ):
        raise RuntimeError("reading failed")


def test_ads_are_indexed_while_more_are_taken_in(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_in = Event()
    monkeypatch.setattr(indexing, "_opened", [engine])
    monkeypatch.setattr(indexing, "_all_in", [all_in])
    monkeypatch.setattr(indexing, "FOLLOWED", 2)
    monkeypatch.setattr(indexing, "LOOK_EVERY_S", 0.01)
    begun(engine, Unwatched())

    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(indexing._follow, None)
        try:
            while left_to_index(engine) and not work.done():
                time.sleep(0.01)
            assert not work.done()
        finally:
            all_in.set()
    work.result()


def test_an_index_that_cannot_be_written_is_told_and_the_run_goes_on(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(indexing, "refresh_ad_index", full)
    heard = Heard()

    with index_beside(begun(engine, heard)) as all_in:
        all_in()

    assert heard.notes == ["the index of ads was not written: no space left"]


@pytest.mark.parametrize("worth", [1, 100_000])
def test_what_a_first_load_left_out_is_indexed_by_value(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, worth: int
) -> None:
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", worth)
    begun(engine, Unwatched())
    with engine.begin() as db:
        drop_index_by_value(db)
        assert not is_indexed_by_value(db)

    with indexing_values(engine) as indexed:
        indexed()

    with reading(engine) as db:
        assert is_indexed_by_value(db)
