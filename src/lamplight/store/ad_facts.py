"""What ranking reads of the ads, as columns: what each says of itself, and what was found in it.

Connection, which ads -> read_rows, read_shown -> what AdFacts are made of
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    case,
    cast,
    func,
    or_,
    select,
)

from lamplight.arrays import F64, I64
from lamplight.ragged import in_a_row, spread, starts_of
from lamplight.rank.facts import DISGUISED, NEVER, NONE, SURE, Numbers, Texts
from lamplight.store.parts import read_parts
from lamplight.store.tables import ads, signals

Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""Says of a column of ads' numbers which of them are read."""
Told = Callable[[int], None]
"""Is given how many ads are read so far."""
Names = tuple[str | None, ...]
"""City, region and country of an ad, as it says them."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What n ads show, s signals in their order.

    values  different ones, "kind:value"
    starts  I64[n + 1] where each ad's begin
    value   I64[s] number of one of values
    how     I64[s] packed as in rank.facts
    """

    values: Sequence[str]
    starts: I64
    value: I64
    how: I64

    def at(self, rows: I64) -> "Shown":
        """Of some ads, in the order given."""
        starts, signals = spread(self.starts, rows)
        return Shown(self.values, starts, self.value[signals], self.how[signals])


@dataclass(frozen=True, slots=True, eq=False)
class AdFacts:
    """n ads.

    number    I64[n]
    keys      "source/id" of each
    source    I64[n] number of one of sources
    seen      I64[n] posted_at, else collected_at, microseconds since 1970; NEVER without either
    name      I64[n] number of one of names
    lat, lon  F64[n] degrees, NaN where unknown
    age       I64[n] years, NONE where unknown
    text      I64[n] number of one of texts
    """

    number: I64
    keys: Sequence[str]
    sources: Sequence[str]
    source: I64
    seen: I64
    names: Sequence[Names]
    name: I64
    lat: F64
    lon: F64
    age: I64
    texts: Texts
    text: I64
    shown: Shown

    def at(self, rows: I64) -> "AdFacts":
        """Some of them, in the order given."""
        return replace(
            self,
            number=self.number[rows],
            keys=list(map(self.keys.__getitem__, rows.tolist())),
            source=self.source[rows],
            seen=self.seen[rows],
            name=self.name[rows],
            lat=self.lat[rows],
            lon=self.lon[rows],
            age=self.age[rows],
            text=self.text[rows],
            shown=self.shown.at(rows),
        )


def no_facts() -> AdFacts:
    none, unknown = np.empty(0, np.int64), np.empty(0)
    start = np.zeros(1, np.int64)
    texts, shown = Texts(none, none, start, none, none), Shown([], start, none, none)
    return AdFacts(none, [], [], none, none, [], none, unknown, unknown, none, texts, none, shown)


def read_shown(db: Connection, wanted: Sequence[Wanted], known: Shown, numbers: I64) -> Shown:
    """Of the ads known, and after them of those of these numbers, which are all that are wanted."""
    values = Numbers(known.values)
    owner, value, how = [np.empty(0, np.int64)], [known.value], [known.how]
    for some in wanted:
        for part in read_parts(db, _signals(some)):
            ads, names, hows = zip(*part, strict=True)
            owner.append(np.array(ads, np.int64))
            value.append(values.of(names))
            how.append(np.array(hows, np.int64))
    rows = np.searchsorted(numbers, np.concatenate(owner))
    starts = starts_of(np.bincount(rows, minlength=len(numbers)))
    return Shown(
        values.values(),
        in_a_row([known.starts, starts]),
        np.concatenate(value),
        np.concatenate(how),
    )


def _signals(wanted: Wanted) -> Select[Any]:
    table = signals.c
    of_its_own = or_(table.kind != "place", table.field.is_(None))  # places in words say little
    return (
        select(table.ad, table.kind + ":" + table.value, _how())
        .where(wanted(table.ad), of_its_own)
        .order_by(table.ad, table.position)
    )


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


def read_rows(db: Connection, wanted: Sequence[Wanted]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Rows of ads, part after part, as read_columns lays them out."""
    table = ads.c
    columns = (
        *(table.number, table.source, table.id, table.title, table.body),
        func.coalesce(table.posted_at, table.collected_at, cast(NEVER, BigInteger)),
        *(table.city, table.region, table.country, table.lat, table.lon),
        func.coalesce(table.age, NONE),
    )
    for some in wanted:
        yield from read_parts(db, select(*columns).where(some(table.number)).order_by(table.number))
