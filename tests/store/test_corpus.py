"""What linking and ranking read of the stored ads."""

from zlib import crc32

import numpy as np
from sqlalchemy import Engine

from lamplight.store.clusters import load_members, members_of
from lamplight.store.corpus import read_corpus
from lamplight.store.engine import reading
from tests.store.conftest import PHONE, Filled


def test_rows_are_ads_in_order_of_their_numbers(filled: Filled) -> None:
    with reading(filled.engine) as db:
        numbers, corpus = read_corpus(db)

    assert numbers == [1, 2, 3, 4]
    assert list(corpus.keys)[:2] == ["site1.example/1", "site1.example/2"]
    assert corpus.wording.checksum[corpus.wording.text[2]] == crc32(b"Anna in Reno\na loud street")
    assert corpus.day[1] - corpus.day[0] == 1
    assert np.isnan(corpus.day[2:]).all()
    assert (corpus.lat[0], corpus.lon[0]) == (39.5, -119.8)
    assert np.isnan(corpus.lat[1])


def test_places_written_alike_have_one_number(filled: Filled) -> None:
    with reading(filled.engine) as db:
        _, corpus = read_corpus(db)

    none, reno, reno_too, bath = corpus.place.tolist()
    assert none == -1
    assert reno == reno_too != bath


def test_only_values_that_join_are_columns_and_no_pair_comes_twice(filled: Filled) -> None:
    with reading(filled.engine) as db:
        _, corpus = read_corpus(db)

    assert list(corpus.values) == [("phone", PHONE)]
    assert corpus.signal_row.tolist() == [0, 1, 3]
    assert corpus.signal_value.tolist() == [0, 0, 0]


def test_pictures_of_low_quality_are_left_out(filled: Filled) -> None:
    with reading(filled.engine) as db:
        _, corpus = read_corpus(db)

    assert corpus.picture_row.tolist() == [3, 3]
    assert [row.tobytes().hex() for row in corpus.picture_hash] == ["0f" * 32, "3c" * 32]


def test_of_some_networks_only_their_ads_are_read(filled: Filled) -> None:
    with reading(filled.engine) as db:
        networks = sorted({member.network for member in members_of(db, [1, 4]).values()})
        numbers, corpus = read_corpus(db, networks[:1])
        inside = [it.ad for it in load_members(db, networks[0])]

    assert 0 < len(numbers) < 4
    assert numbers == inside
    assert len(corpus) == len(numbers)
    assert set(corpus.signal_row.tolist()) <= set(range(len(numbers)))


def test_an_empty_store_is_an_empty_corpus(engine: Engine) -> None:
    with reading(engine) as db:
        numbers, corpus = read_corpus(db)

    assert numbers == []
    assert len(corpus) == 0
    assert corpus.picture_hash.shape == (0, 32)
