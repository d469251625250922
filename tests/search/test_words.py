import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from lamplight.errors import BadInput
from lamplight.model import Ad
from lamplight.search.excerpt import Term
from lamplight.search.hits import Page, Window
from lamplight.search.within import Within
from lamplight.search.words import find_words, read_terms
from lamplight.store import audit
from tests.search.stored import ANALYST, a_day, store

ADS = [
    Ad(
        "s", "1", "New in town", "Rose and candles by the river", posted_at=a_day(1), city="Houston"
    ),
    Ad("s", "2", "Candle light", "Evening by the river, rose", posted_at=a_day(2), city="Dallas"),
    Ad(
        "s",
        "3",
        "",
        "In town: new! 100% candid's OR AND NOT",
        posted_at=None,
        lat=29.76,
        lon=-95.37,
    ),
]


EVERYTHING, ALL = Window(), Within()


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as db:
        store(db, ADS)
        yield db


def ids(page: Page) -> list[str]:
    return [hit.ad_id for hit in page.hits]


def test_finds_the_ads_that_hold_it_all_newest_first(db: Connection) -> None:
    wanted = {
        "rose river": ["2", "1"],
        "ROSE": ["2", "1"],
        "candles": ["1"],
        "candl*": ["2", "1"],
        "cand* town": ["1", "3"],
        '"new in town"': ["1"],
        '"in town"': ["1", "3"],
        '"by the riv"*': ["2", "1"],
        "rose -- ' ; ) (": ["2", "1"],
        "NOT": ["3"],
        "title:rose": [],
        "nothing": [],
        "candid's": ["3"],
    }

    found = {asked: find_words(db, ANALYST, read_terms(asked), EVERYTHING, ALL) for asked in wanted}

    assert {asked: ids(page) for asked, page in found.items()} == wanted
    assert all(page.total == len(page.hits) for page in found.values())


def test_a_hit_says_where_it_stands_and_marks_the_words(db: Connection) -> None:
    (first, _) = find_words(db, ANALYST, read_terms("rose"), EVERYTHING, ALL).hits

    assert (first.source, first.ad_id, first.place) == ("s", "2", "Dallas")
    assert (first.provider, first.network, first.rank) == ("p2", "n2", 2)
    assert first.posted_at == a_day(2)
    assert first.title.marks == ()
    assert [first.text.text[start:end] for start, end in first.text.marks] == ["rose"]


def test_pages_are_cut_out_of_the_whole(db: Connection) -> None:
    page = find_words(db, ANALYST, read_terms("rose"), Window(limit=1, offset=1), ALL)

    assert (ids(page), page.total) == (["1"], 2)


@pytest.mark.parametrize("within", [ALL, Within(place="houston")])
def test_a_page_behind_the_last_is_empty_and_knows_how_many_there_are(
    db: Connection, within: Within
) -> None:
    page = find_words(db, ANALYST, read_terms("cand*"), Window(offset=9), within)

    assert (ids(page), page.total) == ([], 2 if within.place else 3)


def test_narrowed_to_a_place_and_a_time(db: Connection) -> None:
    wanted = {
        Within(place="houston"): ["1", "3"],  # the third by what its degrees are near to
        Within(place="Houston, TX, us"): ["1", "3"],
        Within(place="Houston, CA"): [],
        Within(place="100%"): [],
        Within(since=a_day(2)): ["2"],
        Within(until=a_day(2)): ["1"],
        Within(since=a_day(1), until=a_day(3)): ["2", "1"],
    }

    found = {
        within: ids(find_words(db, ANALYST, read_terms("cand*"), EVERYTHING, within))
        for within in wanted
    }

    assert found == wanted


def test_the_look_is_written_down_without_the_words(db: Connection) -> None:
    find_words(db, ANALYST, read_terms("rose river"), EVERYTHING, ALL)

    entry = audit.entries(db)[0]
    assert (entry.actor, entry.action) == ("an analyst", "searched")
    assert re.fullmatch("words:sha256:[0-9a-f]{64}", entry.subject)
    assert entry.details == {"found": 2, "shown": [2, 1]}


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (201, 0), (1, -1), (1, 2**40)])
def test_a_window_out_of_range_is_bad_input(limit: int, offset: int) -> None:
    with pytest.raises(BadInput, match="want 1 to 200 hits"):
        Window(limit, offset)


def test_terms_are_words_phrases_and_beginnings() -> None:
    assert read_terms('a "b c" d* "e f"* -- "g') == (
        *(Term("a"), Term("b c"), Term("d", prefix=True), Term("e f", prefix=True)),
        Term("g"),
    )


@pytest.mark.parametrize("asked", ["", " ", '""', "* ***", "!?", "🌹", "a " * 30 + "b" * 30])
def test_what_has_no_word_or_too_many_is_bad_input(asked: str) -> None:
    if asked.startswith("a"):
        asked = " ".join(f"w{number}" for number in range(30))
    with pytest.raises(BadInput, match="word"):
        read_terms(asked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab\"'*:^(){}-+~\\|&!<> \0_.@é✨"), max_size=20))
def test_no_sign_is_syntax(db: Connection, asked: str) -> None:
    try:
        terms = read_terms(asked)
    except BadInput:
        return
    find_words(db, ANALYST, terms, EVERYTHING, ALL)
