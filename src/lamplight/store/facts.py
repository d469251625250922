"""Networks as ranking reads them: their ads with all that was found in them.

Connection, networks -> read_facts -> NetworkFacts, one after the other
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, func, select

from lamplight.bank.match import Watch
from lamplight.model import Signal
from lamplight.rank.facts import NOTHING, AdFacts, NetworkFacts, Shown
from lamplight.store.among import among
from lamplight.store.corpus import LEAST_QUALITY
from lamplight.store.tables import ad_pictures, ads, signals

_ADS_AT_ONCE = 10_000

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
        yield NetworkFacts(network, tuple(sorted(found[number] for number in members)))


def _ads(db: Connection, provider_of: Mapping[int, str], watch: Watch) -> dict[int, AdFacts]:
    """By the ads' numbers."""
    numbers = sorted(provider_of)
    shown_by = _shown(db, numbers)
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
    for number, source, id, title, body, seen_at, city, region, country, *rest in rows.all():
        shown, place = shown_by.get(number, (NOTHING, None))
        found[number] = AdFacts(
            *(source, id, provider_of[number], title, body, seen_at),
            *(place or _named((city, region, country)), country, *rest, shown),
            tuple(watch.hits(shown.signals, pictures.get(number, ()))) if watch else (),
        )
    return found


def _shown(db: Connection, numbers: Sequence[int]) -> dict[int, tuple[Shown, str | None]]:
    """What each ad shows, and its place; what is the same is made once, for ads are posted again
    and again. An ad that shows nothing is left out."""
    rows = db.execute(
        select(signals.c.ad, *(signals.c[name] for name in Signal.__dataclass_fields__))
        .where(among(db, signals.c.ad, numbers))
        .order_by(signals.c.ad, signals.c.position)
    )
    code_of: dict[tuple[object, ...], int] = {}
    coded = [(row[0], code_of.setdefault(row[1:], len(code_of))) for row in rows.all()]
    known = [Signal(*one) for one in code_of]
    made: dict[tuple[int, ...], tuple[Shown, str | None]] = {}
    found: dict[int, tuple[Shown, str | None]] = {}
    for number, pairs in groupby(coded, key=itemgetter(0)):
        codes = tuple(code for _, code in pairs)
        if codes not in made:
            several = tuple(known[code] for code in codes)
            made[codes] = Shown.of(several), _given_place(several)
        found[number] = made[codes]
    return found


def _given_place(shown: Iterable[Signal]) -> str | None:
    """What the ad's own fields say, in the form that is the same for all writings of it."""
    given = (one.value for one in shown if one.kind == "place" and one.field is None)
    return next(given, None)


def _named(place: Iterable[str | None]) -> str | None:
    return ", ".join(part for part in place if part) or None


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
