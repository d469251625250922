"""What a run stores is at hand as if it were read, whatever else happens to it."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from lamplight.collect.indicators import read_indicators
from lamplight.collect.places import read_places
from lamplight.extract.read import find_in
from lamplight.model import Ad, Picture, PictureHashes
from lamplight.rank.score import Scorer
from lamplight.store.ad_rows import every, read_columns
from lamplight.store.at_hand import AtHand, read_ads
from lamplight.store.engine import reading
from lamplight.store.intake import Batch, take_in_rows
from lamplight.store.pictures import save_hashes
from lamplight.store.records import columns_of, row_of
from lamplight.store.runs import start_run
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad, day
from tests.store.columns import told_of

PHRASES = Scorer.of(read_indicators()).phrases
TRICKY = "call 212 five 5 5 0 one 2 3, rose @ mail dot example, 24 y.o., 120$, Reno NV"
HASHES = tuple(Picture(pdq=f"{at:02x}" * 32, quality=at) for at in (20, 50, 90))


def some_ads() -> list[Ad]:
    return [
        an_ad("1", body=TRICKY, city="Reno", posted_at=day(1), pictures=HASHES),
        an_ad("2", title="new\nin town", body="just arrived", collected_at=day(2), age=19),
        an_ad("3", "other.example", phones=("+1 212 555 0199",), lat=39.5, lon=-119.8),
        an_ad("4", body="just arrived", pictures=(Picture("/a/1.jpg"), *HASHES[1:])),
        an_ad("5", body=TRICKY, city="", region="NV", country="US", age=31),
    ]


def store(engine: Engine, known: AtHand, *ads: Ad) -> None:
    """As a run does with a piece of a file."""
    rows = [row_of(ad) for ad in ads]
    found = find_in(columns_of(range(len(rows)), rows), "US", read_places())
    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        taken = take_in_rows(db, Batch(rows, found), run, Tombstones(frozenset()))
    if taken.stored is not None:
        known.add(taken.stored)


def begin(engine: Engine) -> AtHand:
    with reading(engine) as db:
        return AtHand(db, PHRASES)


def is_as_if_read(engine: Engine, known: AtHand) -> bool:
    with reading(engine) as db:
        return told_of(read_ads(db, known)) == told_of(read_columns(db, every, PHRASES))


@pytest.mark.parametrize("size", [1, 2, 5])
def test_what_was_stored_is_as_if_read(engine: Engine, size: int) -> None:
    known, ads = begin(engine), some_ads()
    for at in range(0, len(ads), size):
        store(engine, known, *ads[at : at + size])

    assert is_as_if_read(engine, known)


def test_what_was_stored_is_not_read(engine: Engine) -> None:
    known = begin(engine)
    store(engine, known, *some_ads())

    with reading(engine) as db:
        gathering, missing = known.taken(db)

    assert len(gathering) == 5
    assert not [one for one in range(1, 6) for first, last in missing if first <= one <= last]


def test_what_changed_since_is_read(engine: Engine) -> None:
    known = begin(engine)
    store(engine, known, *some_ads())
    store(engine, known, an_ad("2", body=TRICKY, collected_at=day(3)), an_ad("6", body="new here"))

    assert is_as_if_read(engine, known)


def test_what_came_twice_at_once_is_read(engine: Engine) -> None:
    known = begin(engine)
    store(engine, known, *some_ads(), an_ad("2", body=TRICKY, collected_at=day(3)))

    assert is_as_if_read(engine, known)


def test_a_picture_that_was_hashed_since_is_read(engine: Engine) -> None:
    known = begin(engine)
    store(engine, known, *some_ads())
    with engine.begin() as db:
        save_hashes(
            db, {"/a/1.jpg": PictureHashes("1" * 64, "2" * 40, "3" * 32, "00" * 32, 90, ())}
        )

    assert is_as_if_read(engine, known)


def test_the_time_of_what_was_collected_again_is_the_newest(engine: Engine) -> None:
    known = begin(engine)
    store(engine, known, *some_ads())
    store(engine, known, replace(some_ads()[1], collected_at=day(9)))

    assert is_as_if_read(engine, known)


def test_a_day_comes_on_top_of_what_was_kept(engine: Engine) -> None:
    store(engine, begin(engine), *some_ads()[:4])
    with reading(engine) as db:
        read_ads(db, AtHand(db, PHRASES))
    known = begin(engine)
    store(engine, known, some_ads()[4], an_ad("1", body="gone to bed", collected_at=day(9)))

    assert is_as_if_read(engine, known)


def test_what_was_extracted_later_is_read(engine: Engine) -> None:
    known = begin(engine)
    with engine.begin() as db:
        run = start_run(db, ROSE, {}, [])
        taken = take_in_rows(db, Batch(list(map(row_of, some_ads()))), run, Tombstones(frozenset()))

    assert taken.stored is None
    assert is_as_if_read(engine, known)
