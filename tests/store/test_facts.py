"""Ranking reads a network as its ads, with places in one form for all writings of them."""

import numpy as np
from sqlalchemy import Engine

from lamplight.bank.match import Entry, Watch
from lamplight.collect.indicators import read_indicators
from lamplight.model import Actor, Ad, BankHit, Signal
from lamplight.rank.facts import DISGUISED, NONE, SURE, microseconds
from lamplight.rank.score import Scorer
from lamplight.search.known_pictures import match_pictures
from lamplight.store.banks import Bank, NewEntry, add_entries, new_bank
from lamplight.store.engine import reading
from lamplight.store.facts import Networks, read_facts
from lamplight.store.intake import take_in
from lamplight.store.runs import start_run
from lamplight.store.signals import save_signals
from lamplight.store.tombstones import read_tombstones
from tests.factories import day, signal_columns
from tests.store.conftest import Filled, a_signal

PHRASES = Scorer.of(read_indicators()).phrases


def structured(place: str) -> Signal:
    return Signal("place", place, None, None, None, "given", 0.98, 0.0)


def test_a_place_is_told_in_one_writing_and_no_further_than_the_ad_says(engine: Engine) -> None:
    ads = [
        Ad("board", "1", body="one", city="El Paso", region="TX", country="US"),
        Ad("board", "2", body="two", city="El Paso"),
        Ad("board", "3", body="three", city="Nowhere Known"),
        Ad("board", "4", body="four"),
        Ad("board", "5", body="five", city="El Paso", lat=31.8, lon=-106.4),
    ]
    with engine.begin() as db:
        take_in(db, ads, start_run(db, Actor("rose"), {}, []), read_tombstones(db))
        known = structured("El Paso, TX, US")
        in_words = Signal("place", "Houston, TX, US", "body", 0, 4, "plain", 0.9, 0.0)
        found = {1: [known], 2: [in_words, known], 3: [], 4: [in_words], 5: [known]}
        save_signals(db, *signal_columns(found), 1)

        facts = read_facts(db, Networks.of(range(1, 6), ["p1"] * 5, ["n1"] * 5), Watch(()), PHRASES)

    assert [facts.places[number] if number != NONE else None for number in facts.place] == [
        *("El Paso, TX, US", "El Paso", "Nowhere Known", None, "El Paso, TX, US")
    ]


def test_facts_hold_all_that_is_known_of_networks_ads(filled: Filled) -> None:
    with filled.engine.begin() as db:
        new_bank(db, Actor("rose"), Bank("missing", "search", "desk 3", day(1)))
        add_entries(db, Actor("rose"), "missing", [NewEntry("picture", "3c" * 32)], day(1))
    match_pictures(filled.engine, day(1))

    with reading(filled.engine) as db:
        networks = Networks.of([4, 2, 1], ["pc", "pa", "pa"], ["nc", "na", "na"])
        facts = read_facts(db, networks, Watch(()), PHRASES)

    shown = a_signal(), a_signal("price", "120 USD")
    signals = facts.signals
    assert (facts.networks, facts.network.tolist()) == (["nc", "na"], [0, 1, 1])
    assert facts.hits == [(0, BankHit("missing", "search", "picture", "3c" * 32, 0))]
    assert [facts.name(row) for row in (1, 2)] == [("site1.example", "1"), ("site1.example", "2")]
    assert facts.seen[1:].tolist() == [microseconds(day(1)), microseconds(day(2))]
    assert facts.place[1:].tolist() == [NONE, facts.places.index("Reno")]
    at = [at for at, row in enumerate(signals.ad) if row == 1]
    assert [signals.known[signals.value[it]] for it in at] == [(it.kind, it.value) for it in shown]
    assert [signals.where(it) for it in at] == [(it.field, it.start, it.end) for it in shown]
    assert signals.sure[at].tolist() == [it.confidence >= SURE for it in shown]
    assert signals.disguised[at].tolist() == [it.obfuscation >= DISGUISED for it in shown]


def test_many_batches_hold_what_one_does(filled: Filled) -> None:
    listed = [Entry("missing", "search", "phone", a_signal().value)]
    networks = Networks.of([4, 2, 1], ["pc", "pa", "pa"], ["nc", "na", "na"])

    with reading(filled.engine) as db:
        whole = read_facts(db, networks, Watch(listed), PHRASES)
        parts = [read_facts(db, batch, Watch(listed), PHRASES) for batch in networks.batches(1)]

    assert [part.networks for part in parts] == [["nc"], ["na"]]
    words = [part.texts.words[part.text] for part in parts]
    assert np.array_equal(np.concatenate(words), whole.texts.words[whole.text])
    assert [part.provider.tolist() for part in parts] == [[0], [0, 0]]
    assert sum(len(part.hits) for part in parts) == len(whole.hits) > 0
