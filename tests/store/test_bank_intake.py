"""Entries taken in by the thousand: once, and never against what a person decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, select

from lamplight.bank.known import Frame, Given
from lamplight.model import Actor
from lamplight.store.bank_columns import entries_since
from lamplight.store.bank_entries import (
    Chosen,
    Wanted,
    change_state,
    list_entries,
    numbers_of,
    opinions_of,
)
from lamplight.store.bank_given import given_entries
from lamplight.store.bank_intake import Into, TakenIn, take_in
from lamplight.store.bank_log import log_position
from lamplight.store.banks import Bank, new_bank, number_of
from lamplight.store.tables import bank_entries

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")
INTO = Into(1, ANN, NOON)
ONE, OTHER = "f0" * 32, "a5" * 32
PICTURE = Given("picture", ONE, 80, "a source", ("x",), "said so", 7_000_000_000_000_000)
DIGEST = Given("md5", "ab" * 16)
VIDEO = Given("video", "clip 1", frames=(Frame(ONE, 70), Frame(OTHER, 90)))
TURNS = tuple(f"{number}{ONE[1:]}" for number in "f1234567")


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as db:
        new_bank(db, ANN, Bank("known", "a test", "desk 3", NOON))
        yield db


def stored(db: Connection) -> list[Given]:
    return list(given_entries(db, number_of(db, "known"), ("picture", "md5", "video"), NOON))


def test_what_is_taken_in_is_given_out_again(db: Connection) -> None:
    taken = take_in(db, INTO, [PICTURE, DIGEST, VIDEO])

    assert taken == TakenIn(added=3)
    assert sorted(stored(db)) == sorted([PICTURE, DIGEST, VIDEO])


def test_the_same_again_changes_nothing(db: Connection) -> None:
    take_in(db, INTO, [PICTURE, DIGEST, VIDEO])
    before = log_position(db)

    taken = take_in(db, INTO, [DIGEST, PICTURE, DIGEST, VIDEO])

    assert taken == TakenIn(known=3)
    assert log_position(db) == before


def test_what_a_person_took_out_or_holds_does_not_come_back_with_a_list(db: Connection) -> None:
    take_in(db, INTO, [PICTURE, DIGEST])
    for step, one in (("withdrawn", PICTURE), ("quarantined", DIGEST)):
        chosen = Chosen("known", numbers_of(db, "known", [(one.kind, one.value)]))
        assert change_state(db, ANN, step, chosen, NOON) == 1  # type: ignore[arg-type]

    assert take_in(db, INTO, [PICTURE, DIGEST]) == TakenIn(left_out=2)
    assert stored(db) == []
    assert take_in(db, replace(INTO, restore=True), [PICTURE]) == TakenIn(restored=1)
    assert stored(db) == [PICTURE]


def test_what_a_source_gives_up_is_withdrawn_unless_another_still_has_it(db: Connection) -> None:
    gone = PICTURE._replace(gone=True)
    assert take_in(db, INTO, [gone]) == TakenIn(left_out=1)
    take_in(db, INTO, [PICTURE])
    position = log_position(db)

    assert take_in(db, INTO, [gone, PICTURE._replace(source="another")]) == TakenIn(known=1)
    assert take_in(db, INTO, [gone]) == TakenIn(withdrawn=1)
    (found,) = entries_since(db, position)
    assert found.active.tolist() == [False]
    assert list_entries(db, ANN, "known", Wanted("withdrawn"), NOON)[0].value == ONE


def test_a_picture_gets_its_turns_and_its_new_end_when_they_come(db: Connection) -> None:
    turned = PICTURE._replace(value=TURNS[0])
    take_in(db, INTO, [turned])
    later = turned._replace(looks=TURNS, expires=None)

    assert take_in(db, INTO, [later]) == TakenIn(known=1)
    assert stored(db) == [later]


def test_what_is_put_in_by_hand_after_its_end_matches_again(db: Connection) -> None:
    ended = PICTURE._replace(expires=5_000_000, looks=())
    take_in(db, INTO, [ended])
    by_hand = PICTURE._replace(value=TURNS[0], source="", expires=None, looks=TURNS)
    take_in(db, INTO, [ended._replace(value=TURNS[0])])

    assert stored(db) == []
    assert take_in(db, replace(INTO, restore=True), [by_hand]) == TakenIn(restored=1)
    assert [(one.expires, one.looks) for one in stored(db)] == [(None, TURNS)]


def test_words_of_its_own_source_or_by_hand_are_taken_up(db: Connection) -> None:
    take_in(db, INTO, [PICTURE, DIGEST])
    again = PICTURE._replace(note="said anew", labels=("y",))
    another = again._replace(source="another", note="not theirs")

    take_in(db, INTO, [again])
    take_in(db, INTO, [another])
    take_in(db, INTO, [DIGEST, PICTURE._replace(note="", labels=())])
    theirs = stored(db)[0]
    take_in(db, replace(INTO, restore=True), [another])

    assert (theirs.note, theirs.labels) == ("said anew", ("x", "y"))
    assert stored(db)[0].note == "not theirs"
    assert stored(db)[1] == DIGEST


def test_each_source_keeps_its_own_opinion(db: Connection) -> None:
    denied = PICTURE._replace(source="another", opinion="negative")
    take_in(db, INTO, [PICTURE, denied])
    take_in(db, INTO, [PICTURE._replace(source="a third"), PICTURE._replace(opinion="seen")])
    number = db.execute(select(bank_entries.c.number)).scalar_one()

    found = {one.source: one.opinion for one in opinions_of(db, number)}

    assert found == {"another": "negative", "a third": "positive", "a source": "seen"}
    take_in(db, INTO, [PICTURE, denied._replace(opinion="positive")])
    again = {one.source: one.opinion for one in opinions_of(db, number)}
    assert again == {"another": "positive", "a third": "positive", "a source": "positive"}


def test_what_nobody_calls_positive_is_left_out(db: Connection) -> None:
    taken = take_in(db, INTO, [PICTURE._replace(opinion="negative"), DIGEST])

    assert taken == TakenIn(added=1, left_out=1)
