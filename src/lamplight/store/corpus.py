"""The stored ads as linking reads them: columns in memory.

Connection -> read_corpus -> numbers of the rows, Corpus
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, func, select, true

from lamplight.arrays import I64, U8
from lamplight.link.corpus import Corpus
from lamplight.store.runs import done_run
from lamplight.store.tables import ad_pictures, ads, memberships, signals
from lamplight.store.types import EPOCH

JOINING = ("phone", "email", "handle", "url", "wallet")
"""Kinds of signals that can hold two ads together."""
LEAST_QUALITY = 50
"""Pictures of a lower PDQ quality match by chance."""

_DAY_S = 86_400
_MOST_NAMED = 30_000  # in one query; of more networks every ad is read

Wanted = Callable[[ColumnElement[int]], ColumnElement[bool]]


def read_corpus(db: Connection, networks: Sequence[str] | None = None) -> tuple[list[int], Corpus]:
    """Every ad in order of its number, and the numbers themselves.

    networks  only the ads that are in one of these, by the newest run that is done
    """
    numbers: list[int] = []
    keys: list[str] = []
    texts: list[str] = []
    columns: list[tuple[float, float, float, int]] = []
    places: dict[tuple[str, str, str], int] = {}
    known: dict[str, str] = {}
    wanted = _wanted(db, networks)
    for row in _rows(db, wanted):
        numbers.append(row.number)
        keys.append(f"{row.source}/{row.id}")
        text = f"{row.title}\n{row.body}"
        texts.append(known.setdefault(text, text))
        columns.append((_day(row), _or_nan(row.lat), _or_nan(row.lon), _place(row, places)))
    table = np.array(columns, np.float64).reshape(-1, 4)
    row_of = np.array(numbers, np.int64)
    values, signal_row, signal_value = _signals(db, row_of, wanted)
    picture_row, picture_hash = _pictures(db, row_of, wanted)
    corpus = Corpus(
        keys=keys,
        day=table[:, 0].copy(),
        lat=table[:, 1].copy(),
        lon=table[:, 2].copy(),
        place=table[:, 3].astype(np.int64),
        texts=texts,
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


def _rows(db: Connection, wanted: Wanted) -> Iterable[Row[Any]]:
    table = ads.c
    return db.execute(
        select(
            *(table.number, table.source, table.id, table.title, table.body, table.posted_at),
            *(table.collected_at, table.city, table.region, table.country, table.lat, table.lon),
        )
        .where(wanted(table.number))
        .order_by(table.number)
        .execution_options(yield_per=5_000)
    )


def _day(row: Row[Any]) -> float:
    moment = row.posted_at or row.collected_at
    return float("nan") if moment is None else (moment - EPOCH).total_seconds() / _DAY_S


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _place(row: Row[Any], places: dict[tuple[str, str, str], int]) -> int:
    """The same number for the same name however it is written, -1 without one."""
    parts = [(part or "").strip().casefold() for part in (row.city, row.region, row.country)]
    if not any(parts):
        return -1
    city, region, country = parts
    return places.setdefault((city, region, country), len(places))


def _signals(
    db: Connection, numbers: I64, wanted: Wanted
) -> tuple[list[tuple[str, str]], I64, I64]:
    """Values in order, and the pairs of row and value, each pair once."""
    table = signals.c
    rows = db.execute(
        select(table.kind, table.value, table.ad)
        .where(table.kind.in_(JOINING), wanted(table.ad))
        .distinct()
        .order_by(table.kind, table.value, table.ad)
        .execution_options(yield_per=20_000)
    )
    index: dict[tuple[str, str], int] = {}
    shown = [(ad, index.setdefault((kind, value), len(index))) for kind, value, ad in rows]
    pairs = _pairs(shown)
    return list(index), np.searchsorted(numbers, pairs[:, 0]), pairs[:, 1].copy()


def _pictures(db: Connection, numbers: I64, wanted: Wanted) -> tuple[I64, U8]:
    table = ad_pictures.c
    rows = db.execute(
        select(table.ad, table.pdq)
        .where(table.pdq.is_not(None), wanted(table.ad))
        .where(func.coalesce(table.quality, 100) >= LEAST_QUALITY)
        .order_by(table.ad, table.position)
        .execution_options(yield_per=20_000)
    )
    owners: list[int] = []
    hashes = bytearray()
    for ad, pdq in rows:
        owners.append(ad)
        hashes += bytes.fromhex(pdq)
    found = np.frombuffer(bytes(hashes), np.uint8).reshape(-1, 32)
    return np.searchsorted(numbers, np.array(owners, np.int64)), found


def _pairs(shown: Sequence[tuple[int, int]]) -> I64:
    return np.array(shown, np.int64).reshape(-1, 2)


def by_label(numbers: Iterable[int], labels: I64) -> list[list[int]]:
    """Numbers of the rows of each label 0.., in the rows' order."""
    groups: list[list[int]] = [[] for _ in range(int(labels.max(initial=-1)) + 1)]
    for number, label in zip(numbers, labels.tolist(), strict=True):
        groups[label].append(number)
    return groups
