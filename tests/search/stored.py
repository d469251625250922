"""A database with ads in it, read and linked as a run would leave it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Connection

from lamplight.collect.places import read_places
from lamplight.extract.places import Places
from lamplight.extract.read import VERSION, signals_of
from lamplight.model import Actor, Ad, Lead
from lamplight.store.intake import take_in
from lamplight.store.leads import lead_id
from lamplight.store.memberships import add_members
from lamplight.store.packed_leads import add_leads
from lamplight.store.runs import finish_run, start_run
from lamplight.store.signals import save_signals
from lamplight.store.tombstones import read_tombstones
from tests.factories import signal_columns

ANALYST = Actor("an analyst")


@lru_cache(maxsize=1)
def places() -> Places:
    return read_places()


def a_day(day: int) -> datetime:
    return datetime(2025, 1, day, tzinfo=UTC)


def store(db: Connection, ads: Sequence[Ad]) -> None:
    """Ads by number from 1 on; provider and network of each are p and n with its number."""
    run = start_run(db, ANALYST, {}, [])
    take_in(db, ads, run, read_tombstones(db))
    numbered = dict(enumerate(ads, 1))
    found = {number: signals_of(ad, None, places()) for number, ad in numbered.items()}
    save_signals(db, *signal_columns(found), VERSION)
    ids = ([f"{level}{number}" for number in numbered] for level in "pn")
    add_members(db, run, list(numbered), *ids)
    add_leads(db, run, [a_lead(f"n{number}", rank=number) for number in numbered])
    finish_run(db, ANALYST, run, {})


def a_lead(network: str, rank: int) -> Lead:
    return Lead(
        lead_id=lead_id(network),
        network_id=network,
        rank=rank,
        score=1.0,
        probability=None,
        ads=1,
        providers=1,
        cities=(),
        first_seen=None,
        last_seen=None,
        reasons=(),
        enough=False,
    )
