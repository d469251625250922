"""Networks as ranking reads them: their ads with all that was found in them.

Connection, networks -> read_facts -> NetworkFacts, one after the other
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select

from lamplight.bank.match import Watch
from lamplight.model import Signal
from lamplight.rank.facts import AdFacts, NetworkFacts
from lamplight.store.among import among
from lamplight.store.corpus import LEAST_QUALITY
from lamplight.store.signals import load_signals
from lamplight.store.tables import ad_pictures, ads

_ADS_AT_ONCE = 5_000

Network = tuple[str, Mapping[int, str]]
"""A network's id, and the provider of each of its ads by the ad's number."""


def read_facts(db: Connection, networks: Iterable[Network], watch: Watch) -> Iterator[NetworkFacts]:
    """In the order given; memory holds a few thousand ads, or the largest network."""
    waiting: list[Network] = []
    size = 0
    for network in networks:
        waiting.append(network)
        size += len(network[1])
        if size >= _ADS_AT_ONCE:
            yield from _facts(db, waiting, watch)
            waiting, size = [], 0
    if waiting:
        yield from _facts(db, waiting, watch)


def _facts(db: Connection, networks: Sequence[Network], watch: Watch) -> Iterator[NetworkFacts]:
    provider_of: dict[int, str] = {}
    for _, members in networks:
        provider_of |= members
    found = _ads(db, provider_of, watch)
    for network, members in networks:
        facts = [found[number] for number in members]
        facts.sort(key=lambda ad: (ad.source, ad.id))
        yield NetworkFacts(network, tuple(facts))


def _ads(db: Connection, provider_of: Mapping[int, str], watch: Watch) -> dict[int, AdFacts]:
    """By the ads' numbers."""
    numbers = sorted(provider_of)
    signals = load_signals(db, numbers)
    pictures = _good_pictures(db, numbers) if watch.has_pictures else {}
    table = ads.c
    rows = db.execute(
        select(
            *(table.number, table.source, table.id, table.title, table.body),
            func.coalesce(table.posted_at, table.collected_at),
            *(table.city, table.region, table.country, table.lat, table.lon, table.age),
        ).where(among(db, table.number, numbers))
    )
    found: dict[int, AdFacts] = {}
    for number, source, id, title, body, seen_at, *place, lat, lon, age in rows.all():
        shown = tuple(signals.get(number, ()))
        hits = tuple(watch.hits(shown, pictures.get(number, ())))
        where = _place(place, shown)
        found[number] = AdFacts(
            *(source, id, provider_of[number], title, body, seen_at, where, place[-1]),
            *(lat, lon, age, shown, hits),
        )
    return found


def _place(named: Sequence[str | None], signals: Sequence[Signal]) -> str | None:
    """What the ad's own fields say, in the form that is the same for all writings of it."""
    for signal in signals:
        if signal.kind == "place" and signal.field is None:
            return signal.value
    return ", ".join(part for part in named if part) or None


def _good_pictures(db: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    table = ad_pictures.c
    rows = db.execute(
        select(table.ad, table.pdq)
        .where(among(db, table.ad, numbers), table.pdq.is_not(None))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
    )
    for ad, pdq in rows:
        found.setdefault(ad, []).append(pdq)
    return found
