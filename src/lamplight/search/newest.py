"""The newest of some ads, without looking at all of them.

Connection, query for ads' numbers, Within, limit -> newest -> numbers, newest first

Few ads are looked up each. Of many, time is walked back until enough are found: first a slice of
it, then the rest. Ads mostly come in the order of time, so that a slice's numbers lie close
together, and indexes are asked for those between its first and its last alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from sqlalchemy import ColumnElement, Connection, Select, func, select

from lamplight.search.within import Placed, Within, time_conditions
from lamplight.store.among import among
from lamplight.store.tables import ads

FEW = 2_000
"""So many are looked up each at once."""
FEW_OF_SPARSE = 5_000
"""So many are looked up each where the newest slice holds hardly any."""
SLICE = 10_000
"""Ads in the newest slice."""
SHORT = 100_000
"""Ads in a time whose first and last number are looked for."""
SPARSE = 50
_SCATTERED = 4
"""A time whose numbers span so many times the ads in it is scattered."""

_AT, _NUMBER = ads.c.posted_at, ads.c.number
_NEWEST_FIRST = (_AT.desc().nulls_last(), _NUMBER.desc())


@dataclass(frozen=True, slots=True)
class _Time:
    """Some time.

    conditions   that an ad is in it
    ads          how many are, where they were counted
    first, last  the numbers between which they are; None: anywhere
    """

    conditions: list[ColumnElement[bool]]
    ads: float = inf
    first: int | None = None
    last: int | None = None


def newest(db: Connection, numbers: Select[int], within: Within, limit: int) -> list[int]:
    """At most so many of the ads of these numbers, those without a time last."""
    placed = Placed(db, within.place)
    few = _fewer(db, numbers, FEW)
    if few is not None:
        return _each(db, placed.each(_among(db, few)), within, limit)
    since = _since(db, within, SLICE)
    part = _bounded(db, within if since is None else replace(within, since=since))
    found = _walk(db, placed, numbers, part, limit)
    if since is not None and len(found) < limit:
        rest = replace(within, until=since)
        older = _Time(_dated(rest)) if within.since is None else _bounded(db, rest)
        if len(found) < SPARSE and older.first is None:
            few = _fewer(db, numbers if placed.wide else placed.listed(numbers), FEW_OF_SPARSE)
            if few is not None:
                return _each(db, placed.each(_among(db, few)), within, limit)
        found += _walk(db, placed, numbers, older, limit - len(found))
    if within.since is None and within.until is None and len(found) < limit:
        found += _walk(db, placed, numbers, _Time([_AT.is_(None)]), limit - len(found))
    return found


def _fewer(db: Connection, numbers: Select[int], count: int) -> list[int] | None:
    """The numbers if they are fewer, else None."""
    some = _numbers(db, numbers.limit(count))
    return some if len(some) < count else None


def _numbers(db: Connection, asked: Select[int]) -> list[int]:
    return list(db.execute(asked).scalars().all())


def _among(db: Connection, numbers: Sequence[int]) -> Select[int]:
    return select(_NUMBER).where(among(db, _NUMBER, numbers))


def _each(db: Connection, numbers: Select[int], within: Within, limit: int) -> list[int]:
    asked = numbers.where(*time_conditions(within)).order_by(*_NEWEST_FIRST).limit(limit)
    return _numbers(db, asked)


def _walk(
    db: Connection, placed: Placed, numbers: Select[int], part: _Time, limit: int
) -> list[int]:
    there = numbers
    if part.first is not None and part.last is not None:
        there = there.where(there.selected_columns[0].between(part.first, part.last))
    at_each = part.ads >= 2 * SLICE and placed.wide
    if not at_each:
        there = placed.listed(there, part.first, part.last)
    # a sum is not looked up by its index, so that of the times is walked
    asked = select(_NUMBER).where(*part.conditions, (_NUMBER + 0).in_(there))
    if at_each:
        asked = placed.each(asked)
    return _numbers(db, asked.order_by(*_NEWEST_FIRST).limit(limit))


def _since(db: Connection, within: Within, ads: int) -> datetime | None:
    """The time from which on there are about so many ads; None where there are no more in all."""
    asked = select(_AT).where(*_dated(within)).order_by(_AT.desc())
    return db.execute(asked.limit(1).offset(ads)).scalar()


def _bounded(db: Connection, within: Within) -> _Time:
    """With the numbers of its ads if it is short and they are not scattered."""
    conditions = _dated(within)
    some = select(_NUMBER).where(*conditions).limit(SHORT).subquery().c.number
    first, last, count = db.execute(select(func.min(some), func.max(some), func.count())).one()
    if not 0 < count < SHORT or last - first > _SCATTERED * count:
        return _Time(conditions)
    return _Time(conditions, count, first, last)


def _dated(within: Within) -> list[ColumnElement[bool]]:
    return time_conditions(within) or [_AT.is_not(None)]
