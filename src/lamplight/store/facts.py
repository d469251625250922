"""Networks as ranking reads them: their ads with all that was found in them, as columns.

Connection, networks -> read_facts -> Facts
Connection -> network_texts -> words of every ad
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Connection, Select, func, select, type_coerce

from lamplight.bank.match import Watch
from lamplight.model import BankHit, Signal
from lamplight.rank.facts import NEVER, NONE, Facts, Known, Signals, numbered
from lamplight.store.among import among
from lamplight.store.parts import read_parts
from lamplight.store.picture_matches import hits_in
from lamplight.store.runs import done_run
from lamplight.store.tables import ads, memberships, signals

Hit = tuple[int, BankHit]
"""Row of an ad, and what of it is on a list."""

Network = tuple[str, Mapping[int, str]]
"""A network's id, and the provider of each of its ads by the ad's number."""


def read_facts(db: Connection, networks: Sequence[Network], watch: Watch) -> Facts:
    """In the order given; at least one network, each of at least one ad."""
    rows = _ads(db, networks)
    numbers, source, id, title, body, seen, *place, lat, lon, age = zip(*rows, strict=True)
    found = _signals(db, numbers)
    provider_of = dict(chain.from_iterable(members.items() for _, members in networks))
    positioned = [None not in it for it in zip(lat, lon, strict=True)]
    places, place_of = numbered(_places(found, positioned, *place))
    return Facts(
        networks=[network for network, _ in networks],
        network=np.repeat(np.arange(len(networks)), [len(members) for _, members in networks]),
        source=source,
        id=id,
        provider=numbered([provider_of[number] for number in numbers])[1],
        title=title,
        body=body,
        seen=np.array([NEVER if one is None else one for one in seen], np.int64),
        places=places,
        place=place_of,
        country=place[-1],
        lat=np.array(lat, np.float64),
        lon=np.array(lon, np.float64),
        age=np.array([NONE if one is None else one for one in age], np.int64),
        signals=found,
        hits=_hits(db, watch, found, numbers),
    )


def network_texts(db: Connection) -> Iterator[tuple[str, str]]:
    """The network of each ad that the newest done run linked, and the ad's words."""
    table = memberships.c
    wanted = select(table.network, ads.c.title, ads.c.body).join(ads, ads.c.number == table.ad)
    for part in read_parts(db, wanted.where(table.run == done_run(db))):
        for network, title, body in part:
            yield network, f"{title}\n{body}"


def _ads(db: Connection, networks: Sequence[Network]) -> list[tuple[Any, ...]]:
    """Network by network, then by source and id."""
    table = ads.c
    numbers = sorted(chain.from_iterable(members for _, members in networks))
    seen = func.coalesce(table.posted_at, table.collected_at)
    wanted = select(
        *(table.number, table.source, table.id, table.title, table.body),
        type_coerce(seen, BigInteger),
        *(table.city, table.region, table.country, table.lat, table.lon, table.age),
    )
    rows = _all(db, wanted.where(among(db, table.number, numbers)))
    row_of = dict(zip(map(itemgetter(0), rows), rows, strict=True))
    named = itemgetter(1, 2)
    return [
        row
        for _, members in networks
        for row in sorted(map(row_of.__getitem__, members), key=named)
    ]


def _signals(db: Connection, numbers: Sequence[int]) -> Signals:
    """Of these ads, whose rows are in this order."""
    table = signals.c
    columns = (
        *(table.ad, table.kind, table.value, table.confidence, table.obfuscation),
        *(table.field, table.start, table.end),
    )
    wanted = select(*columns).where(among(db, table.ad, sorted(numbers)))
    found = _all(db, wanted.order_by(table.ad, table.position))
    number_of: dict[Known, int] = {}
    codes = [number_of.setdefault(row[1:3], len(number_of)) for row in found]
    by_number = np.argsort(np.array(numbers, np.int64))
    in_order = np.array(numbers, np.int64)[by_number]
    ad = by_number[np.searchsorted(in_order, np.array([row[0] for row in found], np.int64))]
    order = np.argsort(ad, kind="stable")
    return Signals(
        known=list(number_of),
        ad=ad[order],
        value=np.array(codes, np.int64)[order],
        confidence=np.array([row[3] for row in found], np.float64)[order],
        obfuscation=np.array([row[4] for row in found], np.float64)[order],
        in_text=np.array([row[5] is not None for row in found], np.bool_)[order],
        where=lambda at: found[order[at]][5:8],
    )


def _all(db: Connection, wanted: Select[Any]) -> list[tuple[Any, ...]]:
    return list(chain.from_iterable(read_parts(db, wanted)))


def _places(
    found: Signals, positioned: Sequence[bool], *named: Sequence[str | None]
) -> list[str | None]:
    """What the ads' own fields say, in the form that is the same for all writings of it.

    Of an ad that names a town and no more, which town of that name is a guess, and not told.
    """
    places: list[str | None] = [None] * len(named[0])
    is_place = np.array([kind == "place" for kind, _ in found.known], np.bool_)
    given = np.flatnonzero(is_place[found.value] & ~found.in_text)[::-1]  # the first one last
    for row, value in zip(found.ad[given].tolist(), found.value[given].tolist(), strict=True):
        whole = found.known[value][1]
        certain = positioned[row] or any(parts[row] for parts in named[1:])
        places[row] = whole if certain else whole.split(",")[0]
    for row, parts in enumerate(zip(*named, strict=True)):
        if places[row] is None:
            places[row] = ", ".join(part for part in parts if part) or None
    return places


def _hits(db: Connection, watch: Watch, found: Signals, numbers: Sequence[int]) -> list[Hit]:
    """What is on a list, each entry once for an ad, in order of the ads' rows."""
    hits: dict[tuple[int, str, str, str], BankHit] = {}
    listed = [watch.hits([_signal(known)]) if watch else () for known in found.known]
    if watch:
        for row, value in zip(found.ad.tolist(), found.value.tolist(), strict=True):
            for hit in listed[value]:
                hits[row, hit.bank, hit.kind, hit.value] = hit
    row_of = {number: row for row, number in enumerate(numbers)}
    for number, hit in hits_in(db, numbers):
        hits[row_of[number], hit.bank, hit.kind, hit.value] = hit
    return sorted(((key[0], hit) for key, hit in hits.items()), key=itemgetter(0))


def _signal(known: Known) -> Signal:
    """What lists ask about a signal is its kind and value."""
    return Signal(*known, None, None, None, "", 1.0, 0.0)
