"""A run leaves indexes of all that is stored, whoever wrote them."""

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


def state_on_disk(engine: Engine) -> object:
    return files._state_of(files._open(files._folder(engine)))


@pytest.mark.parametrize("worth", [1, 100_000])
def test_it_follows_when_the_block_ends(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, worth: int
) -> None:
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", worth)

    with index_beside(begun(engine, Unwatched())):
        pass

    with reading(engine) as db:
        assert state_on_disk(engine) == newest_entry(db)
    with engine.begin() as db:
        assert files.ad_index(db).count(holds("garden")) == 3


@pytest.mark.parametrize("worth", [1, 100_000])
def test_what_fails_beside_it_passes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, worth: int
) -> None:
    monkeypatch.setattr(indexing, "WORTH_A_PROCESS", worth)

    with (
        pytest.raises(RuntimeError, match="linking"),
        index_beside(begun(engine, Unwatched())),
    ):
        raise RuntimeError("linking failed")


def test_an_index_that_cannot_be_written_is_told_and_the_run_goes_on(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(indexing, "refresh_ad_index", full)
    heard = Heard()

    with index_beside(begun(engine, heard)):
        pass

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
