"""A bank of hashes that anybody can make again from a number."""

from datetime import UTC, datetime

import numpy as np
from sqlalchemy import Connection, Engine, update

from lamplight.arrays import U8
from lamplight.match.known import near
from lamplight.model import Actor
from lamplight.store.bank_log import What, count_change, log_change
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank
from lamplight.store.known import ask
from lamplight.store.tables import bank_entries

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANN = Actor("Ann")


def pdq(number: int) -> str:
    return np.random.default_rng(number).bytes(32).hex()


def raw(*values: str) -> U8:
    return np.frombuffer(bytes.fromhex("".join(values)), np.uint8).reshape(len(values), -1)


def a_bank(db: Connection, name: str = "known") -> None:
    new_bank(db, ANN, Bank(name, "a test", "desk 3", NOON))


def add(db: Connection, *numbers: int, name: str = "known") -> None:
    add_entries(db, ANN, name, [NewEntry("picture", pdq(number)) for number in numbers], NOON)


def change(db: Connection, what: What, values: list[str], **columns: object) -> int:
    number = log_change(db, ANN, 1, what, NOON)
    its = bank_entries.c.value.in_(values)
    found = db.execute(update(bank_entries).where(its).values(change=number, **columns))
    count_change(db, number, found.rowcount)
    return number


def found(engine: Engine, *numbers: int) -> list[int]:
    """Of the pictures with these numbers, those that are known."""
    asked = raw(*map(pdq, numbers))
    places = ask(engine, lambda now: near(now.known, asked)).query.tolist()
    return [numbers[place] for place in places]


def filled(engine: Engine, size: int) -> None:
    with engine.begin() as db:
        a_bank(db)
        add(db, *range(size))
