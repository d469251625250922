"""Networks as ranking reads them: their ads with all that was found in them, as columns.

Connection, networks -> read_facts -> Facts
Connection -> network_texts -> words of every ad
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Connection, and_, case, cast, func, or_, select

from lamplight.arrays import F64, I64, Bool
from lamplight.bank.match import VALUE_KINDS, Watch
from lamplight.model import BankHit, Field, Signal
from lamplight.rank.facts import (
    ASKED,
    DISGUISED,
    NEVER,
    NONE,
    SURE,
    Facts,
    Known,
    Numbers,
    Signals,
    Text,
    firsts,
    numbered,
)
from lamplight.store.among import among
from lamplight.store.memberships import everyone
from lamplight.store.parts import read_parts
from lamplight.store.picture_matches import hits_in
from lamplight.store.runs import done_run
from lamplight.store.tables import ads, signals

Hit = tuple[int, BankHit]
"""Row of an ad, and what of it is on a list."""
Names = tuple[str | None, str | None, str | None]
"""City, region and country of an ad."""

_FIELDS: tuple[Field | None, ...] = (None, "title", "body")


@dataclass(frozen=True, slots=True, eq=False)
class Networks:
    """Whose ads are read.

    ids       of the networks
    ad        numbers of the ads
    network   of each ad the number of its network, ascending
    provider  and of its provider; each is of one network, and numbered after those before it
    """

    ids: Sequence[str]
    ad: I64
    network: I64
    provider: I64

    def only(self, wanted: Bool) -> "Networks":
        """Some of the networks."""
        here = wanted[self.network]
        ids = [self.ids[at] for at in np.flatnonzero(wanted).tolist()]
        network, provider = (
            np.unique(it[here], return_inverse=True)[1] for it in (self.network, self.provider)
        )
        return Networks(ids, self.ad[here], network, provider)

    @classmethod
    def of(
        cls, ads: Sequence[int], providers: Sequence[str], networks: Sequence[str]
    ) -> "Networks":
        """By ids for each ad; networks come in the order of their first ads."""
        ids, network = numbered(networks)
        order = np.argsort(network, kind="stable")
        provider = numbered(map(providers.__getitem__, order.tolist()))[1]
        return cls(ids, np.array(ads, np.int64)[order], network[order], provider)

    def batches(self, size: int) -> Iterator["Networks"]:
        """Some networks at a time, no more than have so many ads without the last one."""
        start = 0
        while start < len(self.ad):
            last = self.network[min(start + size, len(self.ad)) - 1]
            end = int(np.searchsorted(self.network, last, "right"))
            first, here = int(self.network[start]), slice(start, end)
            yield Networks(
                self.ids[first : int(last) + 1],
                self.ad[here],
                self.network[here] - first,
                self.provider[here] - self.provider[start],
            )
            start = end


@dataclass(frozen=True, slots=True, eq=False)
class _Ads:
    """In order of their numbers; columns as in Facts.

    names       different names of places
    name        of each ad the number of its name
    positioned  whether it says where it is by numbers too
    """

    source: Sequence[str]
    id: Sequence[str]
    texts: Sequence[Text]
    text: I64
    seen: I64
    names: Sequence[Names]
    name: I64
    age: I64
    lat: F64
    lon: F64


def read_facts(db: Connection, networks: Networks, watch: Watch) -> Facts:
    """In the order given, the ads of each by source and id; at least one ad."""
    by_number = np.argsort(networks.ad)
    numbers, network = networks.ad[by_number], networks.network[by_number]
    found = _ads(db, numbers)
    keys = list(zip(found.source, found.id, strict=True))
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)
    order = order[np.argsort(network[order], kind="stable")]
    row_of = np.empty_like(order)
    row_of[order] = np.arange(len(order))
    shown = _signals(db, numbers, row_of, (*ASKED, *(VALUE_KINDS if watch else ())))
    name, lat, lon = found.name[order], found.lat[order], found.lon[order]
    places, place = _places(shown, found.names, name, ~np.isnan(lat) & ~np.isnan(lon))
    countries, country_of = numbered(country for _, _, country in found.names)
    in_order = order.tolist()
    return Facts(
        networks=networks.ids,
        network=networks.network,
        source=[found.source[at] for at in in_order],
        id=[found.id[at] for at in in_order],
        provider=networks.provider[by_number][order],
        texts=found.texts,
        text=found.text[order],
        seen=found.seen[order],
        places=places,
        place=place,
        countries=countries,
        country=country_of[name],
        lat=lat,
        lon=lon,
        age=found.age[order],
        signals=shown,
        hits=_hits(db, watch, shown, numbers[order].tolist()),
    )


def network_texts(db: Connection) -> Iterator[tuple[str, str]]:
    """The network of each ad that the newest done run linked, and the ad's words."""
    found = everyone(db, done_run(db))
    home_of = dict(zip(found.ad.tolist(), found.home.tolist(), strict=True))
    for part in read_parts(db, select(ads.c.number, ads.c.title, ads.c.body)):
        for number, title, body in part:
            if (home := home_of.get(number)) is not None:
                yield found.networks[home], f"{title}\n{body}"


def _ads(db: Connection, numbers: I64) -> _Ads:
    table = ads.c
    timed = func.coalesce(table.posted_at, table.collected_at, cast(NEVER, BigInteger))
    wanted = select(
        *(table.source, table.id, table.title, table.body, timed),
        *(table.city, table.region, table.country, table.lat, table.lon),
        func.coalesce(table.age, NONE),
    )
    wanted = wanted.where(among(db, table.number, numbers.tolist())).order_by(table.number)
    source: list[str] = []
    id: list[str] = []
    texts, names = Numbers[Text](), Numbers[Names]()
    columns: list[tuple[I64, I64, I64, I64, F64, F64]] = []
    for part in read_parts(db, wanted):
        sources, ids, titles, bodies, times, *place, lats, lons, ages = zip(*part, strict=True)
        source += sources
        id += ids
        columns.append(
            (
                texts.of(zip(titles, bodies, strict=True)),
                _column(times),
                names.of(zip(*place, strict=True)),
                _column(ages),
                np.array(lats, np.float64),
                np.array(lons, np.float64),
            )
        )
    text, seen, name, age, lat, lon = map(np.concatenate, zip(*columns, strict=True))
    return _Ads(source, id, texts.values(), text, seen, names.values(), name, age, lat, lon)


def _signals(db: Connection, numbers: I64, row_of: I64, kinds: Sequence[str]) -> Signals:
    """Of ads whose rows are these: of some kinds, and the places in the ads' own fields."""
    table = signals.c
    kind = or_(table.kind.in_(kinds), and_(table.kind == "place", table.field.is_(None)))
    wanted = select(table.ad, table.kind + ":" + table.value, _how())
    wanted = wanted.where(among(db, table.ad, numbers.tolist()), kind)
    known = Numbers[str]()
    nothing = np.empty(0, np.int64)
    columns = [(nothing, nothing, nothing)]
    for part in read_parts(db, wanted.order_by(table.ad, table.position)):
        ads, values, hows = zip(*part, strict=True)
        columns.append((_column(ads), known.of(values), _column(hows)))
    number, value, how = map(np.concatenate, zip(*columns, strict=True))
    row = row_of[np.searchsorted(numbers, number)]
    order = np.argsort(row, kind="stable")
    how = how[order]
    return Signals(
        known=[(kind, value) for kind, _, value in (it.partition(":") for it in known.values())],
        ad=row[order],
        value=value[order],
        sure=how & 1 > 0,
        disguised=how & 2 > 0,
        in_text=how & 12 > 0,
        where=lambda at: _where(int(how[at])),
    )


def _column(numbers: Sequence[int]) -> I64:
    return np.fromiter(numbers, np.int64, len(numbers))


def _how() -> ColumnElement[int]:
    """How and where a signal was found, in one number: reading rows costs by the column."""
    table = signals.c
    start, end = (func.coalesce(cast(one, BigInteger), 0) for one in (table.start, table.end))
    return (
        case((table.confidence >= SURE, 1), else_=0)
        + case((table.obfuscation >= DISGUISED, 2), else_=0)
        + case((table.field == "title", 4), (table.field == "body", 8), else_=0)
        + start * 2**4
        + end * 2**32
    )


def _where(how: int) -> tuple[Field | None, int | None, int | None]:
    field = _FIELDS[how >> 2 & 3]
    return (None, None, None) if field is None else (field, how >> 4 & (2**28 - 1), how >> 32)


def _places(
    shown: Signals, names: Sequence[Names], name: I64, positioned: Bool
) -> tuple[list[str], I64]:
    """What the ads' own fields say, in the form that is the same for all writings of it.

    Of an ad that names a town and no more, which town of that name is a guess, and not told.
    """
    is_place = np.array([kind == "place" for kind, _ in shown.known], np.bool_)
    at = np.flatnonzero(is_place[shown.value] & ~shown.in_text)
    at = at[firsts(shown.ad[at])]
    further = np.array([bool(region or country) for _, region, country in names], np.bool_)
    certain = positioned | further[name]
    told = name * 2  # the ad's words, or twice the value and one: with all that is known of it
    given = shown.ad[at]
    told[given] = (len(names) + shown.value[at]) * 2 + certain[given]
    different, place = np.unique(told, return_inverse=True)
    written = [_written(shown.known, names, *divmod(one, 2)) for one in different.tolist()]
    places, number = numbered(written)
    return places, number[place]


def _written(known: Sequence[Known], names: Sequence[Names], number: int, whole: int) -> str | None:
    if number < len(names):
        return ", ".join(part for part in names[number] if part) or None
    value = known[number - len(names)][1]
    return value if whole else value.split(",")[0]


def _hits(db: Connection, watch: Watch, shown: Signals, numbers: Sequence[int]) -> list[Hit]:
    """What is on a list, each entry once for an ad, in order of the ads' rows."""
    hits: dict[tuple[int, str, str, str], BankHit] = {}
    listed = [watch.hits([signal_of(known)]) if watch else [] for known in shown.known]
    at = np.flatnonzero(np.array([bool(some) for some in listed], np.bool_)[shown.value])
    for row, value in zip(shown.ad[at].tolist(), shown.value[at].tolist(), strict=True):
        for hit in listed[value]:
            hits[row, hit.bank, hit.kind, hit.value] = hit
    if pictured := hits_in(db, numbers):
        row_of = {number: row for row, number in enumerate(numbers)}
        for number, hit in pictured:
            hits[row_of[number], hit.bank, hit.kind, hit.value] = hit
    return sorted(((key[0], hit) for key, hit in hits.items()), key=itemgetter(0))


def signal_of(known: Known) -> Signal:
    """What lists ask about a signal is its kind and value."""
    return Signal(*known, None, None, None, "", 1.0, 0.0)
