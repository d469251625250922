"""A small database with everything a run derives, written by hand so that each number is known."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from lamplight.link.corpus import ValueUse
from lamplight.link.linked import Linked
from lamplight.model import Evidence, Lead, Picture, Reason, Signal
from lamplight.store.clusters import add_redirects
from lamplight.store.intake import take_in
from lamplight.store.links import save_linked
from lamplight.store.memberships import add_members
from lamplight.store.packed_leads import add_leads
from lamplight.store.runs import finish_run, start_run
from lamplight.store.signals import save_signals
from lamplight.store.tombstones import Tombstones
from tests.factories import ROSE, an_ad, day, signal_columns
from tests.linked import linked_by_hand

PHONE = "+12125550123"
NETWORKS = ("na", "na", "na", "nc")


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
        add_members(db, run, [1, 2, 3, 4], ["pa", "pa", "pb", "pc"], NETWORKS)
        add_redirects(db, run, {"n-old": "na", "n-older": "n-old", "p-old": "pa"})
        save_linked(db, run, _linked(), [1, 2, 3, 4], NETWORKS)
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
    phone = {"first": 0, "first_groups": 2, "first_both": True}
    return linked_by_hand(
        NETWORKS,
        links=[
            {"left": 0, "right": 1, **phone, "first_bits": 6.0, "inside": True},
            {"left": 1, "right": 2, **phone, "first_bits": 3.0},
        ],
        uses=[ValueUse("phone", PHONE, 3, 2, 2, 1.5)],
        cuts={0: ((0, 1), (3,))},
    )
