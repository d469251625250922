"""The stored ads as linking reads them: columns in memory.

Connection -> read_corpus -> numbers of the rows, Corpus
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, select, true

from lamplight.arrays import F64, I64, U8
from lamplight.link.corpus import Corpus
from lamplight.link.words import Reading
from lamplight.rank.facts import different_pairs
from lamplight.store.parts import read_parts
from lamplight.store.runs import done_run
from lamplight.store.tables import ad_pictures, ads, memberships, signals

JOINING = ("phone", "email", "handle", "url", "wallet")
"""Kinds of signals that can hold two ads together."""
LEAST_QUALITY = 50
"""Pictures of a lower PDQ quality match by chance."""

_DAY_S = 86_400
_SECOND = 1e6  # in microseconds
_MOST_NAMED = 30_000  # in one query; of more networks every ad is read

Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]


def read_corpus(db: Connection, networks: Sequence[str] | None = None) -> tuple[list[int], Corpus]:
    """Every ad in order of its number, and the numbers themselves.

    networks  only the ads that are in one of these, by the newest run that is done
    """
    wanted = _wanted(db, networks)
    numbers: list[int] = []
    keys: list[str] = []
    days: list[F64] = []
    points: list[F64] = []
    towns: list[I64] = []
    reading, places = Reading(), _Places()
    for part in read_parts(db, _ads(wanted)):
        number, key, text, moment, lat, lon, *names = zip(*part, strict=True)
        numbers += number
        keys += key
        days.append(np.array(moment, np.float64) / _SECOND / _DAY_S)
        points.append(np.array([lat, lon], np.float64))
        towns.append(places.of(zip(*names, strict=True), len(part)))
        reading.add(text)
    row_of = np.array(numbers, np.int64)
    values, signal_row, signal_value = _signals(db, row_of, wanted)
    picture_row, picture_hash = _pictures(db, row_of, wanted)
    lats, lons = np.concatenate([np.empty((2, 0)), *points], axis=1)
    corpus = Corpus(
        keys=keys,
        day=np.concatenate([np.empty(0), *days]),
        lat=lats,
        lon=lons,
        place=np.concatenate([np.empty(0, np.int64), *towns]),
        wording=reading.done(),
        values=values,
        signal_row=signal_row,
        signal_value=signal_value,
        picture_row=picture_row,
        picture_hash=picture_hash,
    )
    return numbers, corpus


def _wanted(db: Connection, networks: Sequence[str] | None) -> Wanted:
    """Says of a column of ads' numbers which of them are read."""
    if networks is None or len(networks) > _MOST_NAMED:
        return lambda column: true()
    run, table = done_run(db), memberships.c
    within = select(table.ad).where(table.run == run, table.network.in_(networks))
    return lambda column: column.in_(within)


def _ads(wanted: Wanted) -> Select[Any]:
    table = ads.c
    return (
        select(
            *(table.number, table.source + "/" + table.id, table.title + "\n" + table.body),
            func.coalesce(table.posted_at, table.collected_at),
            *(table.lat, table.lon, table.city, table.region, table.country),
        )
        .where(wanted(table.number))
        .order_by(table.number)
    )


class _Places:
    """The same number for the same name however it is written, -1 without one."""

    def __init__(self) -> None:
        self._number: dict[tuple[str, ...], int] = {}
        self._known: dict[tuple[str | None, ...], int] = {}

    def of(self, names: Iterable[tuple[str | None, ...]], count: int) -> I64:
        known = self._known
        found = (known[it] if it in known else self._met(it) for it in names)
        return np.fromiter(found, np.int64, count)

    def _met(self, written: tuple[str | None, ...]) -> int:
        name = tuple((part or "").strip().casefold() for part in written)
        number = self._number.setdefault(name, len(self._number)) if any(name) else -1
        self._known[written] = number
        return number


def _signals(
    db: Connection, numbers: I64, wanted: Wanted
) -> tuple[list[tuple[str, str]], I64, I64]:
    """Values in order, and the pairs of row and value, each pair once."""
    table = signals.c
    ads = func.aggregate_strings(cast(table.ad, Text), ",")  # a row for each pair takes far longer
    query = (
        select(table.kind, table.value, ads)
        .where(table.kind.in_(JOINING), wanted(table.ad))
        .group_by(table.kind, table.value)
        .order_by(table.kind, table.value)
    )
    values: list[tuple[str, str]] = []
    owners: list[I64] = [np.empty(0, np.int64)]
    sizes: list[int] = []
    for part in read_parts(db, query):
        kinds, names, shown = zip(*part, strict=True)
        values += zip(kinds, names, strict=True)
        owners.append(np.fromstring(",".join(shown), np.int64, sep=","))
        sizes += [ads.count(",") + 1 for ads in shown]
    value = np.repeat(np.arange(len(values)), sizes)
    value, row = different_pairs(value, np.searchsorted(numbers, np.concatenate(owners)))
    return values, row, value


def _pictures(db: Connection, numbers: I64, wanted: Wanted) -> tuple[I64, U8]:
    table = ad_pictures.c
    query = (
        select(table.ad, table.pdq)
        .where(table.pdq.is_not(None), wanted(table.ad))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
    )
    owners: list[I64] = [np.empty(0, np.int64)]
    hashes = bytearray()
    for part in read_parts(db, query):
        ad, pdq = zip(*part, strict=True)
        owners.append(np.array(ad, np.int64))
        hashes += b"".join(pdq)
    found = np.frombuffer(bytes(hashes), np.uint8).reshape(-1, 32)
    return np.searchsorted(numbers, np.concatenate(owners)), found
