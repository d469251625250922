"""Leads of the run before that still hold: of networks that nothing has changed but the day.

Connection, run before, networks of a new run -> steady -> held_leads -> Held

A network is steady while it has the very same ads in the very same providers, none of them came
with other words, and none shows what a list holds. A lead that was taken away because of something
forgotten, or that more than the day may change, is not held.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import orjson
from sqlalchemy import Connection, select

from lamplight.arrays import Bool
from lamplight.bank.match import VALUE_KINDS, Watch
from lamplight.model import Reason
from lamplight.rank.facts import NEVER, NONE, different_pairs, numbered
from lamplight.rank.recency import Recency
from lamplight.store.among import among
from lamplight.store.facts import Networks, signal_of
from lamplight.store.leads import reason_in
from lamplight.store.memberships import Homes
from lamplight.store.packed import MOMENT, unpack
from lamplight.store.packed_leads import Packed
from lamplight.store.parts import read_parts
from lamplight.store.picture_matches import matched_ads
from lamplight.store.tables import ad_changes, leads, signals


@dataclass(frozen=True, slots=True)
class Held:
    """A lead of the run before, and how lately its network was seen then."""

    lead: Packed
    recency: Recency

    def reasons(self) -> list[Reason]:
        return [reason_in(it) for it in orjson.loads(self.lead.reasons)]


def held_leads(db: Connection, before: int, networks: Collection[str]) -> Iterator[Held]:
    """Those that a run has for these networks, and that nothing but the day may change."""
    table = leads.c
    wanted = select(*(table[name] for name in Packed._fields))
    for part in read_parts(db, wanted.where(table.run == before, table.days.is_not(None))):
        for row in part:
            lead = Packed(*row)
            if lead.network in networks and lead.days is not None:
                last = NEVER if lead.last_seen is None else lead.last_seen
                days = unpack(lead.days, MOMENT).astype(np.int64)
                yield Held(lead._replace(enough=bool(lead.enough)), Recency(last, days))


def steady(db: Connection, before: tuple[int, Homes], networks: Networks, watch: Watch) -> Bool:
    """Which of these networks are what they were in the run before, which had ads there."""
    run, homes = before
    changed = _regrouped(homes, networks)
    newer = select(ad_changes.c.ad).where(ad_changes.c.run > run).distinct()
    touched = [*db.execute(newer).scalars(), *_listed(db, watch), *matched_ads(db)]
    changed[networks.network[np.isin(networks.ad, np.array(touched, np.int64))]] = True
    return ~changed


def _listed(db: Connection, watch: Watch) -> list[int]:
    """Numbers of the ads that show a value that is on a list."""
    if not watch:
        return []
    table = signals.c
    different = select(table.kind, table.value).where(table.kind.in_(VALUE_KINDS)).distinct()
    listed: dict[str, list[str]] = {}
    for part in read_parts(db, different):
        for kind, value in part:
            if watch.hits([signal_of((kind, value))]):
                listed.setdefault(kind, []).append(value)
    return [
        ad
        for kind, values in listed.items()
        for ad in db.execute(
            select(table.ad).where(table.kind == kind, among(db, table.value, values))
        ).scalars()
    ]


def _regrouped(old: Homes, networks: Networks) -> Bool:
    """Which have other ads than before, or the same in other providers."""
    ids, network_of = numbered(old.networks)
    number_of = {id: number for number, id in enumerate(ids)}
    before = np.array([number_of.get(id, NONE) for id in networks.ids], np.int64)
    home_of = np.full(int(max(old.ad.max(initial=0), networks.ad.max(initial=0))) + 1, NONE)
    home_of[old.ad] = old.home
    home, there = home_of[networks.ad], home_of[networks.ad] != NONE
    moved = ~there
    moved[there] = network_of[home[there]] != before[networks.network[there]]
    one, other = different_pairs(networks.provider[there], home[there])
    torn = np.bincount(one, minlength=1)[networks.provider[there]] > 1
    torn |= np.bincount(other, minlength=1)[home[there]] > 1
    moved[there] |= torn
    had = np.append(np.bincount(network_of[old.home], minlength=len(ids)), 0)[before]
    changed: Bool = had != np.bincount(networks.network, minlength=len(before))
    changed[networks.network[moved]] = True
    return changed
