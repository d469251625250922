"""What linking reads is the same with the file as without it, whatever happened in between."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, delete

from lamplight.collect.indicators import read_indicators
from lamplight.link.corpus import Corpus
from lamplight.model import Ad, Picture, PictureHashes
from lamplight.rank.score import Scorer
from lamplight.store import ad_columns_file, at_hand
from lamplight.store.ad_columns import no_columns
from lamplight.store.ad_columns_file import keep_columns, kept_columns
from lamplight.store.ad_log import ads_since, log_ads
from lamplight.store.at_hand import AtHand, read_ads
from lamplight.store.corpus import corpus_of
from lamplight.store.engine import open_engine, reading
from lamplight.store.forget import forget_ads, forget_value
from lamplight.store.index_files import drop_index_files, index_file
from lamplight.store.intake import take_in
from lamplight.store.pictures import save_hashes
from lamplight.store.rollback import roll_back
from lamplight.store.runs import finish_run, load_run, start_run
from lamplight.store.tables import ad_log
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad, day
from tests.store.columns import told_of

PHRASES = Scorer.of(read_indicators()).phrases
GARDEN = "a quiet garden behind the old mill where nobody asks and nobody tells of it"
STREET = "a loud street above the new harbour with music until the sun comes up again"
STEP = f"{GARDEN} {STREET}"
"""Joins the two."""


@pytest.fixture
def kept(url: str, engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """The same database with a folder for caches."""
    opened = open_engine(url, caches=tmp_path / "caches")
    yield opened
    opened.dispose()


def take(engine: Engine, *ads: Ad) -> int:
    with engine.begin() as db:
        run = start_run(db, ROSE, {"files": []}, [])
        take_in(db, ads, run, Tombstones(frozenset()))
        finish_run(db, ROSE, run, {})
    return run


def some_ads() -> list[Ad]:
    near = (Picture(pdq="00" * 31 + "01"), Picture(pdq="00" * 31 + "03"))
    far = (Picture(pdq="00" * 29 + "ffffff"),)
    return [
        an_ad("1", body=GARDEN, city="Reno", posted_at=day(1), pictures=near),
        an_ad("2", body=STREET, city=" RENO ", collected_at=day(2), pictures=far),
        an_ad("3", body=STEP, lat=39.5, lon=-119.8, pictures=(Picture(pdq="00" * 30 + "ffff"),)),
        an_ad("4", body=GARDEN, city="Bath", collected_at=day(3), pictures=near[:1]),
        an_ad("5", "a", "new\nin town", "just arrived", age=19, pictures=(Picture("/a/1.jpg"),)),
    ]


def read(db: Connection) -> tuple[list[int], Corpus]:
    ads = read_ads(db, AtHand(db, PHRASES))
    return ads.facts.number.tolist(), corpus_of(ads)


def is_same_without_the_file(engine: Engine) -> bool:
    with reading(engine) as db:
        assert kept_columns(db, PHRASES) is not None
        with_it = told_of(read_ads(db, AtHand(db, PHRASES)))
    drop_index_files(engine)
    with reading(engine) as db:
        assert kept_columns(db, PHRASES) is None
        return with_it == told_of(read_ads(db, AtHand(db, PHRASES)))


@pytest.fixture
def linked(kept: Engine) -> Engine:
    """Some ads, and the file that reading them leaves."""
    take(kept, *some_ads())
    with reading(kept) as db:
        read(db)
    return kept


def test_nothing_is_read_again_where_nothing_happened(linked: Engine) -> None:
    with reading(linked) as db:
        found = kept_columns(db, PHRASES)
        assert found is not None
        assert ads_since(db, found[1]) == []

    assert found[0].facts.number.tolist() == [1, 2, 3, 4, 5]
    assert is_same_without_the_file(linked)


def test_what_came_since_is_read(linked: Engine) -> None:
    take(linked, an_ad("0", body=STREET + " at last", city="reno"), an_ad("7", body=GARDEN))

    assert is_same_without_the_file(linked)


def test_groups_part_where_what_held_them_went(linked: Engine) -> None:
    with reading(linked) as db:
        before = read(db)[1].wording
    with linked.begin() as db:
        forget_ads(db, ROSE, [3])
    with reading(linked) as db:
        after = read(db)[1].wording

    assert len(set(before.group[before.text].tolist())) == 2
    assert len(set(after.group[after.text].tolist())) == 3
    assert is_same_without_the_file(linked)


def test_an_ad_that_changed_is_read_again(linked: Engine) -> None:
    changed = an_ad("3", body=STREET, collected_at=day(9), city="Bath", pictures=())
    take(linked, changed, an_ad("8", body="new"))

    assert is_same_without_the_file(linked)


def test_a_run_that_was_rolled_back_leaves_nothing(linked: Engine) -> None:
    run = take(linked, an_ad("2", body=GARDEN, collected_at=day(8)), an_ad("9", body=STEP))
    with reading(linked) as db:
        read(db)
    with linked.begin() as db:
        found = load_run(db, run)
        assert found is not None
        roll_back(db, ROSE, found)

    assert is_same_without_the_file(linked)


def test_an_ad_that_was_collected_again_has_a_later_day(linked: Engine) -> None:
    take(linked, replace(some_ads()[3], collected_at=day(20)))

    with reading(linked) as db:
        _, found = read(db)
    assert found.day[3] - found.day[1] == 18
    assert is_same_without_the_file(linked)


def test_a_picture_that_was_hashed_later_is_read(linked: Engine) -> None:
    with linked.begin() as db:
        save_hashes(
            db, {"/a/1.jpg": PictureHashes("1" * 64, "2" * 40, "3" * 32, "00" * 32, 90, ())}
        )

    with reading(linked) as db:
        assert 4 in read(db)[1].picture_row
    assert is_same_without_the_file(linked)


def test_a_forgotten_picture_is_gone_for_whoever_kept_a_file(linked: Engine) -> None:
    with linked.begin() as db:
        forget_value(db, ROSE, "picture", "00" * 31 + "01", lambda ad: ad)

    assert is_same_without_the_file(linked)


def test_another_way_of_the_database_is_told_by_its_log(linked: Engine) -> None:
    with linked.begin() as db:  # an older backup was put back, and something else was read
        db.execute(delete(ad_log))
        log_ads(db, [1])

    with reading(linked) as db:
        assert kept_columns(db, PHRASES) is None


def test_another_program_makes_another_file(
    linked: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ad_columns_file, "program", lambda: "another")

    with reading(linked) as db:
        assert kept_columns(db, PHRASES) is None


def test_other_phrases_make_another_file(linked: Engine) -> None:
    others = [one for one in read_indicators() if one.name != "trust_language"]

    with reading(linked) as db:
        assert kept_columns(db, Scorer.of(others).phrases) is None


@pytest.mark.parametrize("place", [100, -100])
def test_a_damaged_file_counts_for_nothing(linked: Engine, place: int) -> None:
    path = index_file(linked, "linking")
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)

    with reading(linked) as db:
        assert kept_columns(db, PHRASES) is None
        assert read(db)[0] == [1, 2, 3, 4, 5]
        assert kept_columns(db, PHRASES) is not None


def test_for_a_few_ads_the_file_is_not_written_again(
    linked: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "WORTH_WRITING", 0.5)
    before = index_file(linked, "linking").read_bytes()

    take(linked, an_ad("7", body="new"))
    with reading(linked) as db:
        numbers, _ = read(db)

    assert numbers == [1, 2, 3, 4, 5, 6]
    assert index_file(linked, "linking").read_bytes() == before
    assert is_same_without_the_file(linked)


def test_a_database_whose_files_nobody_else_finds_gets_none(engine: Engine) -> None:
    take(engine, *some_ads())

    with reading(engine) as db:
        read(db)
        is_a_file = engine.dialect.name == "sqlite"
        assert (kept_columns(db, PHRASES) is not None) == is_a_file


def test_an_empty_database_keeps_nothing(kept: Engine) -> None:
    with reading(kept) as db:
        _, found = read(db)
        keep_columns(db, no_columns(), PHRASES)

        assert len(found) == 0
        assert kept_columns(db, PHRASES) is None
