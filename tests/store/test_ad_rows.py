"""What linking and ranking read of the ads is told apart as the ads themselves are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from lamplight._native import hows
from lamplight.collect.indicators import read_indicators
from lamplight.model import Ad
from lamplight.rank.facts import DISGUISED, SURE, packed, unpacked
from lamplight.rank.score import Scorer
from lamplight.store.ad_rows import every, read_columns
from lamplight.store.engine import reading
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE

PHRASES = Scorer.of(read_indicators()).phrases


def test_a_line_of_the_title_is_told_from_one_of_the_body(engine: Engine) -> None:
    ads = [
        Ad("board", "1", title="hello\njust arrived", body="call me"),
        Ad("board", "2", title="hello", body="just arrived\ncall me"),
    ]
    with engine.begin() as db:
        take_in(db, ads, start_run(db, ROSE, {}, []), Tombstones(frozenset()))

    with reading(engine) as db:
        facts = read_columns(db, every, PHRASES).facts

    texts = facts.texts.at(facts.text)
    assert list(map(unpacked, texts.where.tolist())) == [("title", 6, 18), ("body", 0, 12)]
    assert texts.words[0] == texts.words[1]
    assert texts.title[0] != texts.title[1]


shares = st.sampled_from((0.0, 0.39, DISGUISED, 0.45, SURE, 1.0))
places = st.integers(0, 2**28 - 1)
given_of_its_own = st.tuples(st.sampled_from(("phone", "place")), st.none(), st.none(), st.none())
written = st.tuples(
    st.sampled_from(("phone", "place")), st.sampled_from(("title", "body")), places, places
)


@given(st.lists(st.tuples(given_of_its_own | written, shares, shares)))
def test_where_signals_stand_is_packed_as_ranking_unpacks_it(
    signals: list[tuple[Any, ...]],
) -> None:
    columns = list(zip(*((*it, sure, odd) for it, sure, odd in signals), strict=True))

    found = hows(columns or [()] * 6, SURE, DISGUISED).tolist()

    assert found == [
        -1
        if kind == "place" and field is not None
        else (sure >= SURE) + 2 * (odd >= DISGUISED) + (packed(field, *at) if field else 0)
        for (kind, field, *at), sure, odd in signals
    ]


def test_columns_that_differ_in_length_are_refused() -> None:
    with pytest.raises(ValueError, match="of one length"):
        hows([["phone"], [], [0], [1], [1.0], [0.0]], SURE, DISGUISED)
