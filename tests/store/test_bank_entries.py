"""States of entries with their undoing, opinions, floods, and what time does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine

from lamplight.bank.known import Given
from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.bank_aging import expire, purge
from lamplight.store.bank_columns import NEVER, entries_since
from lamplight.store.bank_entries import (
    Chosen,
    SourceOpinion,
    Step,
    Wanted,
    change_state,
    count_entries,
    drop_opinion,
    get_entry,
    list_entries,
    numbers_of,
    opinions_of,
    set_opinion,
)
from lamplight.store.bank_given import count_given, given_entries
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.bank_log import changes_since, log_position
from lamplight.store.bank_matches import (
    count_matches,
    drop_old_matches,
    hold_floods,
    matches_of,
)
from lamplight.store.banks import Bank, change_bank, get_bank, new_bank

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")
VALUES = [f"{number:032x}" for number in range(16, 21)]
DAY = timedelta(days=1)


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    """A bank of five entries, numbered from 1."""
    with engine.begin() as db:
        bank = Bank("known", "a test", "desk 3", NOON, flood_matches=100, retention_days=30)
        new_bank(db, ANN, bank)
        take_in(db, Into(1, ANN, NOON), [Given("md5", value) for value in VALUES])
        yield db


def states(db: Connection) -> dict[str, int]:
    return count_entries(db, "known", NOON)


def step(db: Connection, what: Step, *numbers: int, at: datetime = NOON) -> int:
    return change_state(db, ANN, what, Chosen("known", numbers), at)


@pytest.mark.parametrize(
    ("what", "undo", "state"),
    [("withdrawn", "restored", "withdrawn"), ("quarantined", "released", "quarantined")],
)
def test_every_step_is_seen_by_readers_and_can_be_undone(
    db: Connection, what: Step, undo: Step, state: str
) -> None:
    position = log_position(db)

    assert step(db, what, 1, 2) == 2
    assert step(db, what, 2) == 0
    assert states(db)[state] == 2
    (found,) = entries_since(db, position)
    assert (found.number.tolist(), found.active.tolist()) == ([1, 2], [False, False])
    assert step(db, undo, 1, 2) == 2
    assert states(db)["active"] == 5
    assert [(row.what, row.count) for row in changes_since(db, position)] == [(what, 2), (undo, 2)]


def test_entries_are_named_by_value_and_must_be_there(db: Connection) -> None:
    assert numbers_of(db, "known", [(None, VALUES[2]), ("md5", VALUES[0])]) == [3, 1]
    with pytest.raises(NotFound, match="value 2 is not in the bank"):
        numbers_of(db, "known", [(None, VALUES[2]), ("sha1", VALUES[0])])
    with pytest.raises(NotFound, match="no entry 9"):
        step(db, "withdrawn", 1, 9)
    with pytest.raises(NotFound, match="no bank or watch list 'other'"):
        list_entries(db, ANN, "other", Wanted(), NOON)


def test_entries_are_listed_some_at_a_time_and_by_state(db: Connection) -> None:
    step(db, "withdrawn", 2)

    first = list_entries(db, ANN, "known", Wanted(limit=2), NOON)
    rest = list_entries(db, ANN, "known", Wanted(after=first[-1].number), NOON)
    gone = list_entries(db, ANN, "known", Wanted("withdrawn"), NOON)

    assert [one.number for one in (*first, *rest)] == [1, 3, 4, 5]
    assert [one.number for one in gone] == [2]


def test_an_opinion_is_kept_by_source_and_can_be_taken_back(db: Connection) -> None:
    said = SourceOpinion("desk 4", "negative", NOON, "Ann", "a garden")
    set_opinion(db, ANN, "known", 1, SourceOpinion("desk 3", "seen", NOON, "Ann", ""))
    set_opinion(db, ANN, "known", 1, SourceOpinion("desk 3", "positive", NOON, "Ann", ""))
    set_opinion(db, ANN, "known", 1, said)

    assert [(it.source, it.opinion) for it in opinions_of(db, 1)] == [
        ("desk 3", "positive"),
        ("desk 4", "negative"),
    ]
    drop_opinion(db, ANN, "known", 1, "desk 3")
    assert opinions_of(db, 1) == [said]
    with pytest.raises(NotFound, match="no opinion"):
        drop_opinion(db, ANN, "known", 1, "desk 3")


def test_an_entry_that_suddenly_matches_much_is_held_until_a_person_releases_it(
    db: Connection,
) -> None:
    count_matches(db, {1: 60, 2: 100, 99: 5}, NOON)
    count_matches(db, {1: 41}, NOON + timedelta(hours=3))
    later = NOON + timedelta(hours=4)

    assert hold_floods(db, ANN, {1: 1, 2: 1}, later) == 1
    assert [one.number for one in list_entries(db, ANN, "known", Wanted("quarantined"), NOON)] == [
        1
    ]
    assert (matches_of(db, 1, later), matches_of(db, 2, later)) == (101, 100)
    step(db, "released", 1)
    assert hold_floods(db, ANN, {1: 1, 2: 1}, later) == 0
    assert states(db)["active"] == 5


def test_matches_spread_over_days_are_no_flood(db: Connection) -> None:
    for day in range(5):
        count_matches(db, {1: 60}, NOON + day * DAY)
        assert hold_floods(db, ANN, {1: 60}, NOON + day * DAY) == 0

    drop_old_matches(db, NOON + 60 * DAY)
    assert matches_of(db, 1, NOON) == 0


def test_an_entry_whose_end_has_come_is_withdrawn(db: Connection) -> None:
    ends = [Given("md5", VALUES[0], expires=1_767_268_800_000_000)]  # NOON
    take_in(db, Into(1, ANN, NOON), ends)

    assert expire(db, ANN, NOON - DAY) == 0
    assert expire(db, ANN, NOON) == 1
    assert states(db) == {"active": 4, "quarantined": 0, "expired": 0, "withdrawn": 1}


def test_an_entry_is_expired_from_its_end_on_whoever_tidies_when(db: Connection) -> None:
    ends = [Given("md5", VALUES[0], expires=1_767_268_800_000_000)]  # NOON
    take_in(db, Into(1, ANN, NOON - DAY), ends)
    before = NOON - timedelta(seconds=1)

    assert get_entry(db, ANN, "known", 1, before).state == "active"
    assert get_entry(db, ANN, "known", 1, NOON).state == "expired"
    assert count_entries(db, "known", before)["active"] == 5
    assert count_entries(db, "known", NOON) == {
        "active": 4, "quarantined": 0, "expired": 1, "withdrawn": 0,
    }  # fmt: skip
    assert [one.number for one in list_entries(db, ANN, "known", Wanted("expired"), NOON)] == [1]
    assert len(list_entries(db, ANN, "known", Wanted("active"), NOON)) == 4
    assert [one.value for one in given_entries(db, 1, ("md5",), NOON)] == VALUES[1:]
    assert count_given(db, 1, NOON) == {"md5": 4}


@pytest.mark.parametrize("tidied", [False, True])
def test_who_puts_an_expired_entry_back_wants_it_to_match(db: Connection, tidied: bool) -> None:
    take_in(db, Into(1, ANN, NOON), [Given("md5", VALUES[0], expires=1_767_268_800_000_000)])
    if tidied:
        expire(db, ANN, NOON)
    position = log_position(db)

    assert step(db, "restored", 1) == 1

    entry = get_entry(db, ANN, "known", 1, NOON)
    assert (entry.state, entry.expires_at) == ("active", None)
    (found,) = entries_since(db, position)
    assert (found.active.tolist(), found.expires.tolist()) == ([True], [NEVER])


def test_what_is_withdrawn_is_removed_when_its_days_are_over(db: Connection) -> None:
    step(db, "withdrawn", 1)
    step(db, "withdrawn", 2, at=NOON + 20 * DAY)
    first = changes_since(db, 0)[-2].number

    assert purge(db, ANN, NOON + 29 * DAY) == 0
    assert purge(db, ANN, NOON + 31 * DAY) == 1
    last = changes_since(db, 0)[-1]
    assert (last.what, last.count, last.upto) == ("purged", 1, first)
    assert states(db) == {"active": 4 - 1, "quarantined": 0, "expired": 0, "withdrawn": 1}


def test_a_bank_is_changed_and_readers_hear_of_it(db: Connection) -> None:
    changed = Bank("known", "another test", "desk 4", NOON, sign="negative", radius_bits=8)
    change_bank(db, ANN, changed, NOON)

    found = get_bank(db, "known")
    assert (found.purpose, found.sign, found.radius_bits) == ("another test", "negative", 8)
    assert (found.entries, changes_since(db, 0)[-1].what) == (5, "changed bank")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("sign", "odd", "want positive or negative"),
        ("action", "burn", "want allow or review or hold"),
        ("radius_bits", 32, "not 0..31"),
        ("retention_days", -1, "want 0 or more"),
    ],
)
def test_a_bank_that_makes_no_sense_is_refused(
    db: Connection, field: str, value: object, said: str
) -> None:
    fields: dict[str, object] = {"name": "b", "purpose": "p", "owner": "o", "at": NOON}

    with pytest.raises(BadInput, match=said):
        new_bank(db, ANN, Bank(**(fields | {field: value})))  # type: ignore[arg-type]


def test_no_value_of_a_bank_is_in_the_audit_log(db: Connection) -> None:
    step(db, "withdrawn", 1)
    list_entries(db, ANN, "known", Wanted(), NOON)
    set_opinion(db, ANN, "known", 2, SourceOpinion("desk 3", "seen", NOON, "Ann", ""))

    rows = audit.entries(db)

    assert {"withdrawn in bank", "saw bank", "gave opinion"} <= {row.action for row in rows}
    assert not [value for value in VALUES if value in str(rows)]
