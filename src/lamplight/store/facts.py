"""Networks as ranking reads them: their ads with all that was found in them.

Connection, networks -> read_facts -> NetworkFacts, one after the other
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select

from lamplight.model import Ad, BankHit, Signal
from lamplight.rank.facts import AdFacts, NetworkFacts
from lamplight.store.ads import chunks, load_ads
from lamplight.store.corpus import LEAST_QUALITY
from lamplight.store.signals import load_signals
from lamplight.store.tables import ad_pictures

_ADS_AT_ONCE = 2_000

Hits = Callable[[Sequence[Signal], Sequence[str]], Sequence[BankHit]]
"""From an ad's signals and picture hashes to what of them is on a list."""
Network = tuple[str, Mapping[int, str]]
"""A network's id, and the provider of each of its ads by the ad's number."""


def read_facts(db: Connection, networks: Iterable[Network], hits: Hits) -> Iterator[NetworkFacts]:
    """In the order given; memory holds a few thousand ads, or the largest network."""
    waiting: list[Network] = []
    size = 0
    for network in networks:
        waiting.append(network)
        size += len(network[1])
        if size >= _ADS_AT_ONCE:
            yield from _facts(db, waiting, hits)
            waiting, size = [], 0
    if waiting:
        yield from _facts(db, waiting, hits)


def _facts(db: Connection, networks: Sequence[Network], hits: Hits) -> Iterator[NetworkFacts]:
    numbers = sorted(number for _, members in networks for number in members)
    ads = load_ads(db, numbers)
    signals = load_signals(db, numbers)
    pictures = _good_pictures(db, numbers)
    for network, members in networks:
        found = [
            _ad_facts(
                ads[number],
                provider,
                tuple(signals.get(number, ())),
                tuple(pictures.get(number, ())),
                hits,
            )
            for number, provider in members.items()
        ]
        found.sort(key=lambda ad: (ad.source, ad.id))
        yield NetworkFacts(network, tuple(found))


def _ad_facts(
    ad: Ad,
    provider: str,
    signals: tuple[Signal, ...],
    pictures: tuple[str, ...],
    hits: Hits,
) -> AdFacts:
    return AdFacts(
        source=ad.source,
        id=ad.id,
        provider_id=provider,
        title=ad.title,
        body=ad.body,
        seen_at=ad.posted_at or ad.collected_at,
        place=_place(ad, signals),
        country=ad.country,
        lat=ad.lat,
        lon=ad.lon,
        age=ad.age,
        signals=signals,
        pictures=pictures,
        hits=tuple(hits(signals, pictures)),
    )


def _place(ad: Ad, signals: Sequence[Signal]) -> str | None:
    """What the ad's own fields say, in the form that is the same for all writings of it."""
    for signal in signals:
        if signal.kind == "place" and signal.field is None:
            return signal.value
    return ", ".join(part for part in (ad.city, ad.region, ad.country) if part) or None


def _good_pictures(db: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    table = ad_pictures.c
    for some in chunks(numbers):
        rows = db.execute(
            select(table.ad, table.pdq)
            .where(table.ad.in_(some), table.pdq.is_not(None))
            .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
            .order_by(table.ad, table.position)
        )
        for ad, pdq in rows.all():
            found.setdefault(ad, []).append(pdq)
    return found
