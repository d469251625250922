"""What was asked and found is put down in batches, once."""

import pytest
from sqlalchemy import Engine, select

from lamplight.bank.policy import Found, Match, Verdict
from lamplight.errors import Unavailable
from lamplight.pipeline import counting
from lamplight.pipeline.counting import Tally
from lamplight.pipeline.shield import Judged
from lamplight.store import audit
from lamplight.store.bank_entries import Wanted, list_entries
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank
from lamplight.store.tables import bank_matches
from tests.factories import ROSE, day


@pytest.fixture(autouse=True)
def a_bank(engine: Engine) -> None:
    with engine.begin() as db:
        new_bank(db, ROSE, Bank("known", "a test", "desk 3", day(1), flood_matches=5))
        add_entries(db, ROSE, "known", [NewEntry("picture", "f0" * 32)], day(1))


def a_look(*entries: int) -> Judged:
    found = (Match(Found(one, 1, "picture"), "known", "a test", "hold") for one in entries)
    verdict = Verdict("hold" if entries else "allow", (), tuple(found))
    return Judged([verdict], verdict.action, 1)


def test_matches_are_counted_by_entry_and_hour(engine: Engine) -> None:
    tally = Tally(engine)
    for look in (a_look(1), a_look(), a_look(1)):
        tally.add("uploads", look)

    tally.put_down_matches(day(1))
    tally.put_down_matches(day(1))

    with engine.begin() as db:
        assert db.execute(select(bank_matches.c.entry, bank_matches.c.count)).all() == [(1, 2)]


def test_an_entry_that_suddenly_matches_much_is_held(engine: Engine) -> None:
    tally = Tally(engine)
    for _ in range(6):
        tally.add("uploads", a_look(1))

    assert tally.put_down_matches(day(1)) == 1

    with engine.begin() as db:
        held = list_entries(db, ROSE, "known", Wanted("quarantined"), day(1))
        assert [entry.number for entry in held] == [1]


def test_each_program_has_a_row_with_counts_and_one_sample(engine: Engine) -> None:
    tally = Tally(engine)
    for look in (a_look(), a_look(1), a_look()):
        tally.add("uploads", look)
    tally.add("chat", a_look())

    tally.put_down_asked()
    tally.put_down_asked()

    with engine.begin() as db:
        rows = [row for row in audit.entries(db) if row.action == "looked up"]
    assert [(row.actor, row.details) for row in reversed(rows)] == [
        (
            "uploads",
            {
                "looks": {"allow": 2, "hold": 1},
                "sample": {"verdict": "hold", "entries": [1]},
            },
        ),
        ("chat", {"looks": {"allow": 1}}),
    ]


def test_what_the_database_did_not_take_is_kept_for_later(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Unavailable("the database does not answer")

    tally = Tally(engine)
    tally.add("uploads", a_look(1))
    with monkeypatch.context() as patch:
        patch.setattr(counting, "count_matches", away)
        patch.setattr(audit, "record", away)
        with pytest.raises(Unavailable):
            tally.put_down_matches(day(1))
        with pytest.raises(Unavailable):
            tally.put_down_asked()

    tally.put_down_matches(day(1))
    tally.put_down_asked()

    with engine.begin() as db:
        assert db.execute(select(bank_matches.c.count)).scalars().all() == [1]
        assert next(row.action for row in audit.entries(db)) == "looked up"
