"""Readers and writers at the same time."""

from threading import Event, Thread

import numpy as np
import pytest
from sqlalchemy import Engine, select

from lamplight.store import known_held
from lamplight.store.known import _held_for, known, known_now, settled
from lamplight.store.tables import bank_entries
from tests.store.known.bank import add, change, filled, found, pdq


def test_readers_see_whole_changes_alone_while_all_goes_on(engine: Engine, other: Engine) -> None:
    """Pairs come and go together; who asks beside finds both or none, and what stays always."""
    filled(engine, 30)
    over = Event()
    odd: list[list[int]] = []
    asked: list[int] = []

    def ask_on() -> None:
        while not over.is_set():
            places = found(other, 3, 100, 101, 200, 201)
            asked.append(1)
            if (
                3 not in places
                or (100 in places) != (101 in places)
                or ((200 in places) != (201 in places))
            ):
                odd.append(places)

    readers = [Thread(target=ask_on) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(30):
        with engine.begin() as db:
            add(db, 100, 101, *range(1000 + 5 * turn, 1005 + 5 * turn))
            change(db, "withdrawn", [pdq(200), pdq(201)], state="withdrawn")
        with engine.begin() as db:
            add(db, 200, 201)
            change(db, "withdrawn", [pdq(100), pdq(101)], state="withdrawn")
    over.set()
    for reader in readers:
        reader.join()

    assert not odd
    assert asked
    assert found(other, 3, 100, 101, 200, 201) == [3, 200, 201]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_it_knows_what_the_database_says(
    engine: Engine, other: Engine, seed: int
) -> None:
    filled(engine, 30)
    random = np.random.default_rng(seed)
    some: list[int] = random.integers(0, 90, 60).tolist()
    for _ in range(25):
        chosen = random.choice(90, 6, replace=False).tolist()
        with engine.begin() as db:
            match random.integers(4):
                case 0 | 1:
                    add(db, *chosen)
                case 2:
                    change(db, "withdrawn", [pdq(one) for one in chosen], state="withdrawn")
                case 3:
                    change(db, "restored", [pdq(one) for one in chosen], state="active")
        if random.random() < 0.3:
            settled(random.choice(np.array([engine, other], object)))

    numbers = sorted(set(some))
    one = bank_entries.c
    with engine.connect().execution_options(reads_only=True) as db:
        active = set(db.execute(select(one.value).where(one.state == "active")).scalars())
    wanted = [number for number in numbers if pdq(number) in active]
    assert found(engine, *numbers) == wanted
    assert found(other, *numbers) == wanted


def test_of_those_who_must_not_wait_one_is_told_that_a_look_is_due(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(engine)
    monkeypatch.setattr(known_held, "LOOK_EVERY_S", 60)
    held = _held_for(engine)
    held._looked = float("-inf")

    told = [known_now(engine) for _ in range(3)]

    assert told[0] is None
    assert told[1] is not None
    assert told[1] is told[2]
