"""Ranking reads a network as its ads, with places in one form for all writings of them."""

from sqlalchemy import Engine

from lamplight.bank.match import Watch
from lamplight.model import Actor, Ad, Signal
from lamplight.store.facts import read_facts
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.signals import save_signals
from lamplight.store.tombstones import read_tombstones
from tests.factories import signal_rows


def structured(place: str) -> Signal:
    return Signal("place", place, None, None, None, "given", 0.98, 0.0)


def test_a_place_that_was_recognised_stands_for_its_writings(engine: Engine) -> None:
    ads = [
        Ad("board", "1", body="one", city="El Paso", region="TX", country="US"),
        Ad("board", "2", body="two", city="El Paso"),
        Ad("board", "3", body="three", city="Nowhere Known"),
        Ad("board", "4", body="four"),
    ]
    with engine.begin() as db:
        take_in(db, ads, start_run(db, Actor("rose"), {}, []), read_tombstones(db))
        known = structured("El Paso, TX, US")
        in_words = Signal("place", "Houston, TX, US", "body", 0, 4, "plain", 0.9, 0.0)
        found = {1: [known], 2: [in_words, known], 3: [], 4: [in_words]}
        save_signals(db, *signal_rows(found), 1)

        (facts,) = read_facts(db, [("n1", dict.fromkeys(range(1, 5), "p1"))], Watch(()))

    assert [ad.place for ad in facts.ads] == [
        *("El Paso, TX, US", "El Paso, TX, US", "Nowhere Known", None)
    ]
