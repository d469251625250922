"""A small database with everything a run derives, written by hand so that each number is known."""

from dataclasses import dataclass

import numpy as np
import pytest
from sqlalchemy import Engine

from lamplight.link.corpus import Linked, ValueUse
from lamplight.model import Cut, Evidence, Lead, Link, LinkReason, Picture, Reason, Signal
from lamplight.store.clusters import Member, add_members, add_redirects
from lamplight.store.intake import take_in
from lamplight.store.leads import add_leads
from lamplight.store.links import save_linked
from lamplight.store.runs import finish_run, start_run
from lamplight.store.signals import save_signals
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad, day, signal_columns

PHONE = "+12125550123"


@dataclass(frozen=True)
class Filled:
    """The engine, and the number of its one run."""

    engine: Engine
    run: int


def a_signal(kind: str = "phone", value: str = PHONE) -> Signal:
    return Signal(kind, value, "body", 21, 33, "plain", 0.9, 0.0)


def a_lead(network: str, rank: int, **fields: object) -> Lead:
    """A lead of one ad in Reno."""
    reason = Reason(
        "Two ads on one day", 2.5, "time", (Evidence("site1.example", "1", "body", 0, 5),)
    )
    given: dict[str, object] = {
        "score": 10.0 - rank,
        "probability": None,
        "ads": 1,
        "providers": 1,
        "cities": ("Reno, NV, US",),
        "first_seen": day(1),
        "last_seen": day(2),
        "reasons": (reason,),
        "enough": True,
    }
    return Lead("l" + network[1:], network, rank, **{**given, **fields})  # type: ignore[arg-type]


@pytest.fixture
def filled(engine: Engine) -> Filled:
    """Four ads: 1 and 2 of provider pa and 3 of pb in network na, 4 alone; n-old became na."""
    ads = [
        an_ad(
            "1", body="a quiet garden, call 212 555 0123", posted_at=day(1), lat=39.5, lon=-119.8
        ),
        an_ad("2", body="a quiet garden, call 212 555 0123", city="Reno", collected_at=day(2)),
        an_ad("3", body="a loud street", city=" reno "),
        an_ad("4", source="site2.example", body="a long walk", city="Bath", pictures=_pictures()),
    ]
    with engine.begin() as db:
        run = start_run(db, ROSE, {"files": []}, [])
        take_in(db, ads, run, Tombstones(frozenset()))
        found = {1: [a_signal(), a_signal("price", "120 USD")], 2: [a_signal(), a_signal()], 3: []}
        save_signals(db, *signal_columns(found | {4: [a_signal()]}), 1)
        add_members(
            db,
            run,
            [
                Member(1, "pa", "na"),
                Member(2, "pa", "na"),
                Member(3, "pb", "na"),
                Member(4, "pc", "nc"),
            ],
        )
        add_redirects(db, run, {"n-old": "na", "n-older": "n-old", "p-old": "pa"})
        save_linked(db, run, _linked(), [1, 2, 3, 4])
        add_leads(
            db,
            run,
            [
                a_lead("na", 1, ads=3, providers=2),
                a_lead("nc", 2, cities=("Bath, GB",), score=-3.0, enough=False),
            ],
        )
        finish_run(db, ROSE, run, {})
    return Filled(engine, run)


def _pictures() -> tuple[Picture, ...]:
    return (
        Picture(pdq="0f" * 32, quality=90),
        Picture(pdq="f0" * 32, quality=20),
        Picture(pdq="3c" * 32),
        Picture("/a/1.jpg"),
    )


def _linked() -> Linked:
    reason = LinkReason("phone", PHONE, "Both show it", 6.0)
    return Linked(
        provider=np.array([0, 0, 1, 2]),
        network=np.array([0, 0, 0, 1]),
        links=[Link(0, 1, "provider", 6.0, (reason,)), Link(1, 2, "network", 3.0, (reason,))],
        cuts=[Cut("phone", PHONE, ((0, 1), (3,)), "two groups")],
        uses=[ValueUse("phone", PHONE, 3, 2, 2, 1.5)],
        weights={},
    )
