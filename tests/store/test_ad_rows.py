"""What linking and ranking read of the ads is told apart as the ads themselves are."""

from sqlalchemy import Engine

from lamplight.collect.indicators import read_indicators
from lamplight.model import Ad
from lamplight.rank.facts import unpacked
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
