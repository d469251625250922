"""What linking and ranking read of the ads: from the database, or of ads just stored.

Connection, which ads -> read_rows -> Gathering; read_columns -> AdColumns
rows of ads, what was found in them -> add_rows -> Gathering, as if they were read
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from sys import intern
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
    true,
)

from lamplight._native import hows
from lamplight.arrays import I64
from lamplight.bank.match import LEAST_QUALITY
from lamplight.extract.read import Found
from lamplight.model import AdRow
from lamplight.rank.facts import DISGUISED, NEVER, NONE, SURE
from lamplight.rank.phrases import Phrases
from lamplight.store.ad_columns import AdColumns
from lamplight.store.gathering import Gathering
from lamplight.store.parts import read_parts
from lamplight.store.tables import ad_pictures, ads, signals

Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""Says of a column of ads' numbers which of them are read."""
Told = Callable[[int], None]
"""Is given how many ads are read so far."""


def every(_: ColumnElement[int]) -> ColumnElement[bool]:
    """Nothing narrows which ads are read."""
    return true()


def read_rows(
    db: Connection, wanted: Sequence[Wanted], gathering: Gathering, told: Told = lambda _: None
) -> None:
    """Those that are wanted, which come in order of their numbers."""
    before = len(gathering)
    came = [np.empty(0, np.int64)]
    for part in _parts(db, wanted, _ads):
        came.append(gathering.add(list(zip(*part, strict=True))))
        told(len(gathering))
    numbers = np.concatenate(came)
    for part in _parts(db, wanted, _signals):
        ad, kinds, values, hows = zip(*part, strict=True)
        row = before + np.searchsorted(numbers, np.array(ad, np.int64))
        known = zip(map(intern, kinds), values, strict=True)
        gathering.add_signals(row, known, np.array(hows, np.int64))
    for part in _parts(db, wanted, _pictures):
        ad, hashes = zip(*part, strict=True)
        gathering.add_pictures(before + np.searchsorted(numbers, np.array(ad, np.int64)), hashes)


def read_columns(db: Connection, wanted: Wanted, phrases: Phrases) -> AdColumns:
    """Those that are wanted and no others."""
    gathering = Gathering(phrases)
    read_rows(db, [wanted], gathering)
    return gathering.done()


def add_rows(gathering: Gathering, first: int, rows: Sequence[AdRow], found: Found) -> None:
    """Ads that were stored, numbered from the first on.

    found  what was found in them, by their numbers
    """
    before, columns = len(gathering), dict(zip(AdRow._fields, zip(*rows, strict=True), strict=True))
    times = zip(columns["posted_at"], columns["collected_at"], strict=True)
    seen = (collected if posted is None else posted for posted, collected in times)
    gathering.add(
        [
            range(first, first + len(rows)),
            *(columns[name] for name in ("source", "id", "title", "body")),
            [NEVER if it is None else it for it in seen],
            *(columns[name] for name in ("city", "region", "country", "lat", "lon")),
            [NONE if age is None else age for age in columns["age"]],
        ]
    )
    how = _hows(found)
    wanted = how >= 0
    known = compress(zip(found.kinds, found.values, strict=True), wanted.tolist())
    row = before - first + np.array(found.ads, np.int64)
    gathering.add_signals(row[wanted], known, how[wanted])
    pictures = [
        (before + at, pdq)
        for at, several in enumerate(columns["pictures"])
        for _, pdq, quality, _ in several
        if pdq is not None and (quality is None or quality >= LEAST_QUALITY)
    ]
    at, hashes = zip(*pictures, strict=True) if pictures else ((), ())
    gathering.add_pictures(np.array(at, np.int64), hashes)


def _parts(
    db: Connection, wanted: Sequence[Wanted], query: Callable[[Wanted], Select[Any]]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    for some in wanted:
        yield from read_parts(db, query(some))


def _ads(wanted: Wanted) -> Select[Any]:
    table = ads.c
    columns = (
        *(table.number, table.source, table.id, table.title, table.body),
        func.coalesce(table.posted_at, table.collected_at, cast(NEVER, BigInteger)),
        *(table.city, table.region, table.country, table.lat, table.lon),
        func.coalesce(table.age, NONE),
    )
    return select(*columns).where(wanted(table.number)).order_by(table.number)


def _pictures(wanted: Wanted) -> Select[Any]:
    table = ad_pictures.c
    return (
        select(table.ad, table.pdq)
        .where(table.pdq.is_not(None), wanted(table.ad))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
    )


def _signals(wanted: Wanted) -> Select[Any]:
    table = signals.c
    of_its_own = or_(table.kind != "place", table.field.is_(None))  # places in words say little
    return (
        select(table.ad, table.kind, table.value, _how())
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


def _hows(found: Found) -> I64:
    """The same of each signal that was found; -1 for places in words."""
    where = found.kinds, found.fields, found.starts, found.ends
    return hows((*where, found.confidences, found.obfuscations), SURE, DISGUISED)
