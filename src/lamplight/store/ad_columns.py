"""What linking reads of the ads themselves: words, days, places and pictures as columns.

Connection, which ads, what is known of others -> read_columns -> AdColumns

Groups of texts and of pictures are among them: of what is known they need not be found again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, func, select

from lamplight.arrays import F64, I64, U8, Bool
from lamplight.bank.match import LEAST_QUALITY
from lamplight.link.words import Reading, Wording, read_words, without_groups
from lamplight.match.hamming import group_near
from lamplight.store.ad_log import Range
from lamplight.store.parts import read_parts
from lamplight.store.tables import ad_pictures, ads

_DAY_S = 86_400
_SECOND = 1e6  # in microseconds

Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""Says of a column of ads' numbers which of them are read."""
Place = tuple[str, ...]
Told = Callable[[int], None]
"""Is given how many ads are read so far."""


@dataclass(frozen=True, slots=True, eq=False)
class AdColumns:
    """n ads in order of their numbers, and p pictures.

    number         I64[n]
    keys           "source/id" of each
    day, lat, lon  F64[n] as in link.corpus
    place          I64[n] index in places, -1 where unknown
    places         each different name, however it was written
    wording        the words of title, newline, body
    picture_ad     I64[p] the number of its ad; picture_hash U8[p, 32]
    picture_group  I64[p] one number for near copies of one picture
    """

    number: I64
    keys: Sequence[str]
    day: F64
    lat: F64
    lon: F64
    place: I64
    places: Sequence[Place]
    wording: Wording
    picture_ad: I64
    picture_hash: U8
    picture_group: I64


def read_columns(
    db: Connection,
    wanted: Sequence[Wanted],
    known: AdColumns | None = None,
    told: Told = lambda _: None,
) -> AdColumns:
    """The ads known, and after them those that are wanted, none of which is among them."""
    known = _nothing() if known is None else known
    ad, hashes = _pictures(db, wanted)
    ad = np.concatenate([known.picture_ad, ad])
    hashes = np.concatenate([known.picture_hash, hashes])
    before = np.append(known.picture_group, np.full(len(ad) - len(known.picture_ad), -1))
    with ThreadPoolExecutor(1, "pictures") as pool:  # while the database gives the words
        groups = pool.submit(group_near, hashes, before=before)
        columns = _rows(db, wanted, known, told)
        return _in_order(
            replace(columns, picture_ad=ad, picture_hash=hashes, picture_group=groups.result())
        )


def without(columns: AdColumns, ranges: Sequence[Range]) -> AdColumns:
    """The columns without the ads of these numbers; -1 for each group that lost one."""
    kept, shown = (~_within(it, ranges) for it in (columns.number, columns.picture_ad))
    wording = columns.wording
    return replace(
        columns,
        number=columns.number[kept],
        keys=[key for key, there in zip(columns.keys, kept.tolist(), strict=True) if there],
        day=columns.day[kept],
        lat=columns.lat[kept],
        lon=columns.lon[kept],
        place=columns.place[kept],
        wording=replace(wording, text=wording.text[kept]),
        picture_ad=columns.picture_ad[shown],
        picture_hash=columns.picture_hash[shown],
        picture_group=without_groups(columns.picture_group, ~shown)[shown],
    )


def days_of(moments: Sequence[int | None]) -> F64:
    """Of microseconds since 1970; NaN where unknown."""
    return np.array(moments, np.float64) / _SECOND / _DAY_S


def _within(numbers: I64, ranges: Sequence[Range]) -> Bool:
    """Which of these numbers are in one of the ranges, which are in order."""
    first, last = np.array([*ranges, (2**62, 2**62)], np.int64).T
    return numbers <= np.append(last, -1)[np.searchsorted(first, numbers, side="right") - 1]


def _nothing() -> AdColumns:
    none, unknown = np.empty(0, np.int64), np.empty(0)
    hashes = np.empty((0, 32), np.uint8)
    return AdColumns(
        none, [], unknown, unknown, unknown, none, [], read_words([]), none, hashes, none
    )


def _rows(db: Connection, wanted: Sequence[Wanted], known: AdColumns, told: Told) -> AdColumns:
    """Without the pictures."""
    numbers, keys = [known.number], [*known.keys]
    days, points, towns = [known.day], [np.stack([known.lat, known.lon])], [known.place]
    reading, places = Reading(known.wording), _Places(known.places)
    for part in _parts(db, wanted, _ads):
        number, key, text, moment, lat, lon, *names = zip(*part, strict=True)
        numbers.append(np.array(number, np.int64))
        keys += key
        days.append(days_of(moment))
        points.append(np.array([lat, lon], np.float64))
        towns.append(places.of(zip(*names, strict=True), len(part)))
        reading.add(text)
        told(len(keys))
    lat, lon = np.concatenate(points, axis=1)
    return replace(
        known,
        number=np.concatenate(numbers),
        keys=keys,
        day=np.concatenate(days),
        lat=lat,
        lon=lon,
        place=np.concatenate(towns),
        places=places.names(),
        wording=reading.done(),
    )


def _in_order(columns: AdColumns) -> AdColumns:
    """By number."""
    if (np.diff(columns.number) > 0).all():
        return columns
    order = np.argsort(columns.number)
    return replace(
        columns,
        number=columns.number[order],
        keys=[columns.keys[row] for row in order.tolist()],
        day=columns.day[order],
        lat=columns.lat[order],
        lon=columns.lon[order],
        place=columns.place[order],
        wording=replace(columns.wording, text=columns.wording.text[order]),
    )


def _parts(
    db: Connection, wanted: Sequence[Wanted], query: Callable[[Wanted], Select[Any]]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    for some in wanted:
        yield from read_parts(db, query(some))


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

    def __init__(self, names: Iterable[Place]) -> None:
        self._number = {tuple(name): number for number, name in enumerate(names)}
        self._known: dict[tuple[str | None, ...], int] = {}

    def of(self, names: Iterable[tuple[str | None, ...]], count: int) -> I64:
        known = self._known
        found = (known[it] if it in known else self._met(it) for it in names)
        return np.fromiter(found, np.int64, count)

    def names(self) -> list[Place]:
        return list(self._number)

    def _met(self, written: tuple[str | None, ...]) -> int:
        name = tuple((part or "").strip().casefold() for part in written)
        number = self._number.setdefault(name, len(self._number)) if any(name) else -1
        self._known[written] = number
        return number


def _pictures(db: Connection, wanted: Sequence[Wanted]) -> tuple[I64, U8]:
    owners: list[I64] = [np.empty(0, np.int64)]
    hashes = bytearray()
    for part in _parts(db, wanted, _good_pictures):
        ad, pdq = zip(*part, strict=True)
        owners.append(np.array(ad, np.int64))
        hashes += b"".join(pdq)
    found = np.frombuffer(bytes(hashes), np.uint8).reshape(-1, 32)
    return np.concatenate(owners), found


def _good_pictures(wanted: Wanted) -> Select[Any]:
    table = ad_pictures.c
    return (
        select(table.ad, table.pdq)
        .where(table.pdq.is_not(None), wanted(table.ad))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
    )
