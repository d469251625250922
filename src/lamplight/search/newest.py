"""The newest of some ads, without looking at all of them.

Connection, query for ads' numbers, Within, limit -> newest -> numbers, newest first

Few ads are looked up each. Of many, time is walked back in growing slices until enough are found.
Ads mostly come in the order of time, so a slice's numbers lie close together, and every index is
asked for those between its first and its last alone. Where they are scattered, there is one slice.
"""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Select, func, select

from lamplight.search.within import Placed, Within, time_conditions
from lamplight.store.tables import ads

FEW = 2_000
"""So many are looked up each at once."""
FEW_OF_SPARSE = 10_000
"""So many are looked up each where the newest slice holds hardly any."""
FIRST_SLICE = 10_000
"""Ads in it."""
SPARSE = 50
_MOST_GROWTH = 16
_SCATTERED = 4
"""A slice whose numbers span so many times the ads in it is scattered."""

_AT, _NUMBER = ads.c.posted_at, ads.c.number
_NEWEST_FIRST = (_AT.desc().nulls_last(), _NUMBER.desc())


@dataclass(frozen=True, slots=True)
class _Slice:
    """Some time.

    conditions   that an ad is in it
    ads          how many are
    first, last  the numbers between which they are; None: anywhere
    older        what is left to be looked at, or None
    """

    conditions: list[ColumnElement[bool]]
    ads: int = 0
    first: int | None = None
    last: int | None = None
    older: Within | None = None


def newest(db: Connection, numbers: Select[tuple[int]], within: Within, limit: int) -> list[int]:
    """At most so many of the ads of these numbers, those without a time last."""
    placed = Placed(db, within.place)
    if _are_fewer(db, numbers, FEW):
        return _each(db, placed.of_few(numbers), within, limit)
    part = _slice(db, within, FIRST_SLICE)
    found = _walk(db, placed, numbers, part, limit)
    if len(found) < min(SPARSE, limit) and part.older is not None:
        everywhere = placed.of_many(numbers)
        if _are_fewer(db, everywhere, FEW_OF_SPARSE):
            return _each(db, everywhere, within, limit)
    gained = len(found)
    while len(found) < limit and part.older is not None:
        growth = min(max(1.25 * (limit - len(found)) / max(gained, 1), 1), _MOST_GROWTH)
        part = _slice(db, part.older, int(growth * part.ads))
        more = _walk(db, placed, numbers, part, limit - len(found))
        gained, found = len(more), found + more
    if len(found) < limit and within.since is None and within.until is None:
        found += _walk(db, placed, numbers, _Slice([_AT.is_(None)]), limit - len(found))
    return found


def _are_fewer(db: Connection, numbers: Select[tuple[int]], count: int) -> bool:
    some = select(func.count()).select_from(numbers.limit(count).subquery())
    return db.execute(some).scalar_one() < count


def _each(db: Connection, numbers: Select[tuple[int]], within: Within, limit: int) -> list[int]:
    asked = select(_NUMBER).where(_NUMBER.in_(numbers), *time_conditions(within))
    return list(db.execute(asked.order_by(*_NEWEST_FIRST).limit(limit)).scalars())


def _walk(
    db: Connection, placed: Placed, numbers: Select[tuple[int]], part: _Slice, limit: int
) -> list[int]:
    there = placed.of_many(numbers, part.first, part.last)
    # a sum is not looked up by its index, so that of the times is walked
    asked = select(_NUMBER).where(*part.conditions, (_NUMBER + 0).in_(there))
    return list(db.execute(asked.order_by(*_NEWEST_FIRST).limit(limit)).scalars())


def _slice(db: Connection, within: Within, size: int) -> _Slice:
    """The newest of the time asked for, of about so many ads."""
    inside = [_AT.is_not(None), *time_conditions(within)]
    begin = select(_AT).where(*inside).order_by(_AT.desc()).limit(1).offset(size)
    since = db.execute(begin).scalar()
    conditions = inside if since is None else time_conditions(replace(within, since=since))
    first, last, count = db.execute(
        select(func.min(_NUMBER), func.max(_NUMBER), func.count()).where(*conditions)
    ).one()
    if count and last - first > _SCATTERED * count:
        return _Slice(inside)
    older = None if since is None else replace(within, until=since)
    return _Slice(conditions, count, first, last, older)
