from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from lamplight.errors import BadInput
from lamplight.model import Ad, Picture
from lamplight.search.excerpt import Term
from lamplight.search.query import Answer, Question, Reading, asked_by, readings_of, search
from lamplight.search.values import Value
from lamplight.store import audit
from tests.search.stored import ANALYST, a_day, places, store

WALLET = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
HASH = "0f" * 32
ADS = [
    Ad("s", "1", "Rose", "call two one three 555 oh 1 2 3", posted_at=a_day(1), city="Houston"),
    Ad("s", "2", "Lily", "ig: rose_vip or rose@mail.example", posted_at=a_day(2)),
    Ad("s", "3", "Ivy", f"pay {WALLET} see site1.example/ad/17", phones=("+44 20 7946 0018",)),
    Ad(
        "t", "a/b", "Fern", "new here", url="https://www.site2.example/ad/9/", handles=("rose_vip",)
    ),
    Ad("t", "5", "213 moons", "x", pictures=(Picture(pdq=HASH),)),
]


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as db:
        store(db, ADS)
        yield db


def ask(db: Connection, text: str) -> Answer:
    return search(db, ANALYST, Question(text), places())


def test_each_way_of_asking_finds_its_ad(db: Connection) -> None:
    wanted = {
        "(213) 555-0123": ["1"],
        "+1 213 555 0123": ["1"],
        "two one three, five five five, 0123": ["1"],
        "2135550123": ["1"],
        "555-0123": ["1"],
        "phone:+12135550123": ["1"],
        "020 7946 0018": ["3"],
        "ROSE@mail.example": ["2"],
        "@rose_vip": ["2", "4"],
        "rose_vip": ["2", "4"],
        "instagram:rose_vip": ["2", "4"],
        "handle:instagram:rose_vip": ["2", "4"],
        WALLET: ["3"],
        "https://site1.example/ad/17": ["3"],
        "http://site2.example/ad/9": ["4"],
        "lily": ["2"],
        "moons": ["5"],
        "words:213": ["5"],
        "ad:s/2": ["2"],
        "ad:t/a/b": ["4"],
        "network:n3": ["3"],
        "provider:p3": ["3"],
        "network:n99": [],
        "ad:s/99": [],
        HASH: ["5"],
        f"picture:{HASH}": ["5"],
        "+999 99 999999": [],
    }

    found = {text: ask(db, text) for text in wanted}

    numbers = {text: sorted(str(hit.number) for hit in it.page.hits) for text, it in found.items()}
    assert numbers == wanted


def test_an_answer_says_how_the_text_was_understood(db: Connection) -> None:
    assert ask(db, "213 555 0123").understood == "Looked up as phone +12135550123."
    assert ask(db, "994 555 0188").understood == "Looked up as phone 9945550188."
    assert ask(db, "55501").understood == "Looked up as phone ending in 55501."
    assert ask(db, "@rose_vip").understood == (
        "Looked up as handle any:rose_vip, handle instagram:rose_vip."
    )
    assert ask(db, '"new here" fe*').understood == "Ads that hold “new here”, “fe…”."
    assert ask(db, "network:n3").understood == "Ads of network n3."


def test_the_found_phone_is_marked_where_it_hides(db: Connection) -> None:
    (hit,) = ask(db, "+12135550123").page.hits

    ((start, end),) = hit.text.marks
    assert hit.text.text[start:end] == "two one three 555 oh 1 2 3"


def test_what_is_no_value_of_any_ad_is_looked_up_as_words(db: Connection) -> None:
    answer = ask(db, "213")

    assert (answer.kind, [hit.number for hit in answer.page.hits]) == ("words", [5])


def test_the_other_readings_are_offered(db: Connection) -> None:
    answer = ask(db, "rose_vip")

    assert answer.others == ('words:"rose_vip"',)
    assert [hit.number for hit in ask(db, answer.others[0]).page.hits] == [2]


def test_each_search_is_written_down_sealed(db: Connection) -> None:
    ask(db, "213 555 0123")

    entry = audit.entries(db)[0]
    assert entry.subject == audit.sealed("phone", "2135550123")
    assert entry.details == {"found": 1, "shown": [1]}


@pytest.mark.parametrize("text", ["", "  ", "?!", "x" * 501, "words: -"])
def test_what_asks_nothing_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        readings_of(text, places())


def test_the_likeliest_reading_comes_first() -> None:
    kinds = {
        text: [reading.kind for reading in readings_of(text, places())]
        for text in ("213 555 0123", "rose_vip", "houston", "two words", HASH, "network: n1")
    }

    assert kinds == {
        "213 555 0123": ["value", "words"],
        "rose_vip": ["value", "words"],
        "houston": ["words", "value"],
        "two words": ["words"],
        HASH: ["picture"],
        "network: n1": ["network"],
    }
    assert readings_of("two words", places())[0].terms == (Term("two"), Term("words"))
    assert readings_of("@rose", places())[0].values == (Value("handle", "any:rose"),)


@given(st.text(max_size=40))
def test_any_text_is_understood_or_refused_and_can_be_asked_again(text: str) -> None:
    try:
        readings = readings_of(text, places())
    except BadInput:
        return
    for reading in readings:
        again: tuple[Reading, ...] = readings_of(asked_by(reading), places())
        assert again[0].kind == reading.kind
