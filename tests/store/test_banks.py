"""Watch lists: filled, asked, emptied, each change audited."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine

from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor, Signal
from lamplight.store import audit
from lamplight.store.banks import (
    Bank,
    NewEntry,
    add_entries,
    get_entry,
    list_banks,
    list_entries,
    load_watch,
    new_bank,
    remove_bank,
    remove_entry,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")
PHONE = NewEntry("phone", "+12135550123", "from her mother")
SEEN = Signal("phone", "+12135550123", "body", 0, 1, "plain", 0.9, 0.0)
ONE, TURNED = "f0" * 32, "0f" * 32


def a_bank(db: Connection, name: str = "missing") -> None:
    new_bank(db, ANN, Bank(name, "missing persons", "desk 3", NOON, 0))


def test_what_is_added_is_found_and_known_the_second_time(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)

        assert add_entries(db, ANN, "missing", [PHONE, PHONE], NOON) == 1
        assert add_entries(db, ANN, "missing", [PHONE], NOON) == 0
        (hit,) = load_watch(db).hits([SEEN])
        (bank,) = list_banks(db, ANN)
        (entry,) = list_entries(db, ANN, "missing")

    assert (hit.bank, hit.purpose, hit.value) == ("missing", "missing persons", "+12135550123")
    assert (bank.name, bank.entries) == ("missing", 1)
    assert (entry.value, entry.note, entry.actor, entry.at) == (
        "+12135550123",
        "from her mother",
        "Ann",
        NOON,
    )


def test_a_picture_known_by_its_hash_gets_its_turns_when_the_picture_comes(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "missing", [NewEntry("picture", ONE)], NOON)
        _, before = get_entry(db, ANN, "missing", 1)
        add_entries(db, ANN, "missing", [NewEntry("picture", ONE, looks=(ONE, TURNED))], NOON)
        _, after = get_entry(db, ANN, "missing", 1)

    assert (before, after) == ((), (ONE, TURNED))


def test_what_is_removed_is_no_longer_found(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "missing", [PHONE], NOON)
        remove_entry(db, ANN, "missing", "phone", "+12135550123")

        assert load_watch(db).hits([SEEN]) == []
        with pytest.raises(NotFound, match="not on the watch list"):
            remove_entry(db, ANN, "missing", "phone", "+12135550123")


def test_a_removed_list_takes_its_values_along(engine: Engine) -> None:
    with engine.begin() as db:
        db.exec_driver_sql("pragma foreign_keys = on") if engine.name == "sqlite" else None
        a_bank(db)
        add_entries(db, ANN, "missing", [PHONE], NOON)
        remove_bank(db, ANN, "missing")

        assert load_watch(db).hits([SEEN]) == []
        assert list_banks(db, ANN) == []


def test_a_list_has_one_name_a_purpose_and_an_owner(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)

        with pytest.raises(BadInput, match="already"):
            a_bank(db)
        with pytest.raises(BadInput, match="purpose is missing"):
            new_bank(db, ANN, Bank("other", " ", "desk 3", NOON, 0))
        with pytest.raises(NotFound, match="no bank or watch list 'none'"):
            list_entries(db, ANN, "none")


def test_every_change_is_audited_without_the_value(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "missing", [PHONE], NOON)
        remove_entry(db, ANN, "missing", "phone", "+12135550123")
        remove_bank(db, ANN, "missing")
        rows = audit.entries(db)

    assert [row.action for row in rows][::-1] == [
        "made bank",
        "added to bank",
        "removed from bank",
        "removed bank",
    ]
    assert "+12135550123" not in str(rows)
