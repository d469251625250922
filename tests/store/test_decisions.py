"""Decisions are written once, undone as a whole, and every time with an audit row."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, insert

from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.decisions import (
    Saying,
    add_decision,
    list_decisions,
    load_decisions,
    load_statuses,
    undo,
)
from lamplight.store.tables import ads, redirects, runs

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")


def add_ads(db: Connection, count: int) -> list[int]:
    db.execute(
        insert(runs).values(number=1, state="done", actor="Ann", started_at=NOON, arguments={})
    )
    rows = [
        {"source": "s", "id": f"{number}", "title": "", "body": "", "given": {}, "run": 1}
        | {"content": "00" * 32, "unread": []}
        for number in range(count)
    ]
    db.execute(insert(ads), rows)
    return list(range(1, count + 1))


def test_one_saying_about_many_pairs_is_listed_and_undone_as_one(engine: Engine) -> None:
    with engine.begin() as db:
        one, two, three = add_ads(db, 3)
        saying = Saying("not the same", "other rooms", pairs=[(one, two), (one, three)])
        number = add_decision(db, ANN, saying, NOON)
        (said,) = list_decisions(db, ANN)
        undone = undo(db, Actor("Bo"), number, NOON + timedelta(days=1))
        rows = load_decisions(db)

    assert (said.decision.number, said.pairs, said.decision.note) == (number, 2, "other rooms")
    assert undone.pairs == 2
    assert [(row.left, row.right, row.undone_by) for row in rows] == [
        (one, two, "Bo"),
        (one, three, "Bo"),
    ]


def test_a_part_of_a_saying_is_no_decision_of_its_own(engine: Engine) -> None:
    with engine.begin() as db:
        one, two, three = add_ads(db, 3)
        saying = Saying("not the same", pairs=[(one, two), (one, three)])
        number = add_decision(db, ANN, saying, NOON)

        with pytest.raises(NotFound, match=f"pairs of ads of decision {number}"):
            undo(db, ANN, number + 1, NOON)
        assert len(load_decisions(db)) == 2


def test_what_was_said_anew_names_what_counts_in_its_place(engine: Engine) -> None:
    with engine.begin() as db:
        one, two, three = add_ads(db, 3)
        wide = Saying("not the same", pairs=[(one, two), (one, three)])
        said = [
            add_decision(db, ANN, saying, NOON + timedelta(hours=hour))
            for hour, saying in enumerate(
                (
                    wide,
                    Saying("same", pairs=[(two, one)]),
                    Saying("ignore", value=("url", "a.example")),
                    Saying("restore", value=("url", "a.example")),
                    Saying("confirmed", network="n1"),
                    Saying("dismissed", network="n1"),
                )
            )
        ]
        before = {it.decision.number: it.replaced_by for it in list_decisions(db, ANN)}
        undo(db, ANN, said[3], NOON)
        after = {it.decision.number: it.replaced_by for it in list_decisions(db, ANN)}

    assert before == dict(zip(said, (None, None, said[3], None, said[5], None), strict=True))
    assert after[said[2]] is None


def test_undoing_one_saying_leaves_the_others(engine: Engine) -> None:
    with engine.begin() as db:
        first = add_decision(db, ANN, Saying("confirmed", network="n1"), NOON)
        add_decision(db, ANN, Saying("confirmed", network="n2"), NOON)
        add_decision(db, ANN, Saying("ignore", value=("url", "a.example")), NOON)
        undo(db, ANN, first, NOON)

        assert load_statuses(db, NOON) == {"n2": "confirmed"}
        assert len(list_decisions(db, ANN)) == 2
        assert len(list_decisions(db, ANN, undone=True)) == 3


def test_undoing_twice_or_nothing_says_so(engine: Engine) -> None:
    with engine.begin() as db:
        number = add_decision(db, ANN, Saying("dismissed", network="n1"), NOON)
        undo(db, ANN, number, NOON)

        with pytest.raises(BadInput, match="was undone by Ann"):
            undo(db, ANN, number, NOON)
        with pytest.raises(NotFound, match="no decision 99"):
            undo(db, ANN, 99, NOON)


def test_a_saying_about_nothing_is_refused(engine: Engine) -> None:
    with engine.begin() as db, pytest.raises(BadInput, match="about nothing"):
        add_decision(db, ANN, Saying("same"), NOON)


def test_statuses_follow_redirects(engine: Engine) -> None:
    with engine.begin() as db:
        add_ads(db, 1)
        add_decision(db, ANN, Saying("confirmed", network="n2"), NOON)
        db.execute(insert(redirects).values(old="n2", new="n1", run=1))

        assert load_statuses(db, NOON) == {"n1": "confirmed"}


def test_every_change_and_look_leaves_an_audit_row_that_names_no_value(engine: Engine) -> None:
    with engine.begin() as db:
        number = add_decision(db, ANN, Saying("ignore", value=("phone", "+12135550123")), NOON)
        undo(db, ANN, number, NOON)
        list_decisions(db, ANN)
        rows = audit.entries(db)

    assert [row.action for row in rows] == ["saw decisions", "undid", "decided"]
    assert "+12135550123" not in str(rows)
    assert rows[2].subject == audit.sealed("phone", "+12135550123")
