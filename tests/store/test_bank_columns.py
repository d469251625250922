"""Entries as columns: all of them, what changed since, and the order in which changes show."""

from datetime import UTC, datetime
from threading import Thread

import numpy as np
import pytest
from sqlalchemy import Connection, Engine, event, insert, update

from lamplight.model import Actor
from lamplight.store.bank_columns import NEVER, KnownEntries, bank_settings, entries_since
from lamplight.store.bank_log import changes_since, count_change, log_change, log_position
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank, remove_bank, remove_entry
from lamplight.store.engine import reading
from lamplight.store.tables import bank_entries, bank_frames

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")
ONE, TURNED, OTHER = "f0" * 32, "0f" * 32, "a5" * 32


def a_bank(db: Connection, name: str = "known") -> None:
    new_bank(db, ANN, Bank(name, "a test", "desk 3", NOON))


def read(engine: Engine, position: int = 0, bank: int | None = None) -> list[KnownEntries]:
    with reading(engine) as db:
        return list(entries_since(db, position, bank))


def a_video(db: Connection, frames: list[str]) -> None:
    change = log_change(db, ANN, 1, "added", NOON)
    row = {"kind": "video", "value": "clip 1", "note": "", "actor": "Ann", "at": NOON, "source": ""}
    row |= {"bank": 1, "state": "active", "change": change, "expires_at": NOON}
    number = db.execute(insert(bank_entries).values(row).returning(bank_entries.c.number)).scalar()
    for position, pdq in enumerate(frames):
        one = {"entry": number, "position": position, "pdq": pdq, "quality": 60 + position}
        db.execute(insert(bank_frames).values(one))


def test_entries_come_as_columns_with_turns_and_frames(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        entries = [NewEntry("picture", ONE), NewEntry("picture", OTHER, looks=(OTHER, TURNED))]
        add_entries(db, ANN, "known", [*entries, NewEntry("md5", "ab" * 16)], NOON)
        a_video(db, [TURNED, ONE])

    pictures, digests, videos = read(engine)

    assert [pictures.kind, digests.kind, videos.kind] == ["picture", "md5", "video"]
    assert [row.tobytes().hex() for row in pictures.value] == [ONE, OTHER]
    assert pictures.row.tolist() == [1, 1]
    assert [row.tobytes().hex() for row in pictures.hashes] == [OTHER, TURNED]
    assert pictures.expires.tolist() == [NEVER, NEVER]
    assert digests.value.shape == (1, 16)
    assert videos.value.shape == (1, 0)
    assert [row.tobytes().hex() for row in videos.hashes] == [TURNED, ONE]
    assert videos.quality.tolist() == [60, 61]
    assert videos.expires.tolist() == [1767268800000000]


def test_a_reader_catches_up_with_what_was_added_withdrawn_and_put_back(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "known", [NewEntry("picture", ONE)], NOON)
    with reading(engine) as db:
        first = log_position(db)

    with engine.begin() as db:
        add_entries(db, ANN, "known", [NewEntry("picture", ONE), NewEntry("picture", OTHER)], NOON)
    (added,) = read(engine, first)
    with engine.begin() as db:
        remove_entry(db, ANN, "known", "picture", ONE)
        second = log_position(db)
    (withdrawn,) = read(engine, second - 1)
    with engine.begin() as db:
        add_entries(db, ANN, "known", [NewEntry("picture", ONE)], NOON)
    (again,) = read(engine, second)

    assert (added.number.tolist(), added.active.tolist()) == ([2], [True])
    assert (withdrawn.number.tolist(), withdrawn.active.tolist()) == ([1], [False])
    assert (again.number.tolist(), again.active.tolist()) == ([1], [True])


def test_a_removed_bank_is_in_the_log_and_its_numbers_do_not_come_again(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "known", [NewEntry("picture", ONE)], NOON)
        db.exec_driver_sql("pragma foreign_keys = on") if engine.name == "sqlite" else None
        remove_bank(db, ANN, "known")
        a_bank(db, "next")
        add_entries(db, ANN, "next", [NewEntry("picture", ONE)], NOON)
        log = changes_since(db, 0)
        settings = bank_settings(db)

    (found,) = read(engine)
    assert [(row.bank, row.what, row.count) for row in log] == [
        (1, "made bank", 0),
        (1, "added", 1),
        (1, "removed bank", 0),
        (2, "made bank", 0),
        (2, "added", 1),
    ]
    assert (found.number.tolist(), found.bank.tolist()) == ([2], [2])
    assert [(one.number, one.sign, one.radius_bits) for one in settings] == [(2, "positive", 31)]
    assert read(engine, bank=1) == []


def test_many_entries_come_some_at_once(engine: Engine) -> None:
    with engine.begin() as db:
        a_bank(db)
        change = log_change(db, ANN, 1, "added", NOON)
        shape = {"bank": 1, "kind": "sha256", "note": "", "actor": "", "at": NOON, "source": ""}
        rows = [
            {**shape, "value": f"{number:064x}", "state": "active", "change": change}
            for number in range(45_000)
        ]
        db.execute(insert(bank_entries), rows)
        count_change(db, change, len(rows))

    parts = read(engine)

    assert max(map(len, parts)) < 45_000
    assert sum(map(len, parts)) == 45_000
    last = np.concatenate([part.value for part in parts])[-1]
    assert int.from_bytes(last.tobytes(), "big") == 44_999


def test_who_catches_up_reads_only_what_changed(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return  # plans of PostgreSQL depend on what it counted
    asked: list[str] = []

    def note(*of: object) -> None:
        asked.append(str(of[2]))

    event.listen(engine, "before_cursor_execute", note)
    for position, bank in ((0, None), (7, None), (0, 3)):
        read(engine, position, bank)
    event.remove(engine, "before_cursor_execute", note)
    plans = []
    with engine.connect() as db:
        for statement in [one for one in asked if "bank_entries" in one]:
            marks = (0,) * statement.count("?")
            plans.append(str(db.exec_driver_sql(f"explain query plan {statement}", marks).all()))

    assert "SCAN bank_entries" in plans[0]
    assert "SORT" not in plans[0] + plans[2]
    assert "ix_bank_entries_change" in plans[1]
    assert "ix_bank_entries_bank_number" in plans[2]


@pytest.mark.postgres
def test_changes_become_visible_in_order_of_their_numbers(engine: Engine) -> None:
    """Two at once: the second gets its number only when the first has ended."""
    with engine.begin() as db:
        a_bank(db)
        add_entries(db, ANN, "known", [NewEntry("picture", ONE)], NOON)
    seen: list[tuple[int, int]] = []

    def other() -> None:
        with engine.begin() as db:
            number = log_change(db, ANN, 1, "withdrawn", NOON)
            seen.append((number, log_position(db)))

    second = Thread(target=other)
    with engine.begin() as db:
        first = log_change(db, ANN, 1, "added", NOON)
        second.start()
        db.execute(update(bank_entries).values(change=first))
        second.join(0.3)
        waited = second.is_alive()
    second.join()

    assert waited
    assert seen == [(first + 1, first + 1)]
