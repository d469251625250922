"""What a search is narrowed to: places and times.

Connection, query for ads' numbers, names of places -> in_place -> a narrower query
Within -> time_conditions -> conditions on the ads

An ad is at a place if its fields or its text were read as that place, which extraction stores as
signals; so ads that no run has extracted yet are at none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import CTE, ColumnElement, Connection, Select, exists, func, select

from lamplight.collect.places import read_places
from lamplight.extract.places import Places, key_of
from lamplight.store.among import among
from lamplight.store.tables import ads, signals

WIDE = 50_000
"""Of a place that is shown so often not all ads are listed."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a search is narrowed to; empty means everything.

    place  names of one place, set apart by commas, such as "Houston, TX": a city, region or country
           in any writing that the gazetteer knows, else a part of a place's name
    since, until  posted_at, the first included, the second not; ads without a time are left out
    """

    place: str = ""
    since: datetime | None = None
    until: datetime | None = None


def time_conditions(within: Within) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if within.since is not None:
        conditions.append(ads.c.posted_at >= within.since)
    if within.until is not None:
        conditions.append(ads.c.posted_at < within.until)
    return conditions


class Placed:
    """Narrows queries for ads to a place; to everything where it is empty."""

    def __init__(self, db: Connection, place: str) -> None:
        self._db = db
        self._names = [name for name in map(str.strip, place.split(",")) if name]
        self._values = list(_fitting(db, self._names)) if self._names else []

    @cached_property
    def wide(self) -> bool:
        """Whether there are so many ads that it is better to look at each in question."""
        if not self._names:
            return False
        some = select(func.count()).select_from(self._listed().limit(WIDE).subquery())
        return self._db.execute(some).scalar_one() == WIDE

    def each(self, asked: Select[int]) -> Select[int]:
        """Those ads of a query for ads that are at the place: each is looked at."""
        if not self._names:
            return asked
        # an empty text is put behind, so that the ad's own signals are read, not all of the place
        value = signals.c.value.concat("")
        shown = (signals.c.kind == "place") & among(self._db, value, self._values)
        return asked.where(exists().where(signals.c.ad == ads.c.number, shown))

    def listed(
        self, numbers: Select[int], first: int | None = None, last: int | None = None
    ) -> Select[int]:
        """The same of a query for numbers; the ads at the place, between two, are listed first."""
        here = self._listed()
        if first is not None and last is not None:
            here = here.where(signals.c.ad.between(first, last))
        # a sum is not looked up by its index: an index of words would be asked for each number
        number = numbers.selected_columns[0] + 0
        return numbers.where(number.in_(here)) if self._names else numbers

    def _listed(self) -> Select[int]:
        shown = among(self._db, signals.c.value, self._values)
        return select(signals.c.ad).where(signals.c.kind == "place", shown)


def _fitting(db: Connection, names: list[str]) -> Iterator[str]:
    """The places that ads name to which all of the names belong."""
    fits = [_fit(name, read_places()) for name in names]
    for value in db.execute(select(_different_places().c.value)).scalars():
        if value is not None and all(fit(value) for fit in fits):
            yield value


def _fit(name: str, places: Places) -> Callable[[str], bool]:
    """Whether a place's value belongs to what a name means; to any that holds an unknown one."""
    key, folded = key_of(name), name.casefold()
    cities = {str(city) for city in places.cities.get(key, ())}
    ends = [f", {letters}, {country}" for letters, country in places.regions.get(key, ())]
    if country := places.countries.get(key):
        ends.append(f", {country}")
    if not cities and not ends:
        return lambda value: folded in value.casefold()
    ending = tuple(ends)
    return lambda value: (
        value in cities or value.endswith(ending) or folded in value.casefold().split(", ")
    )


def _different_places() -> CTE:
    """Each place that ads name, once: the index is stepped from one to the next, not read whole."""
    places = signals.c.kind == "place"
    first = select(func.min(signals.c.value).label("value")).where(places)
    steps = first.cte("places", recursive=True)
    following = select(func.min(signals.c.value)).where(places, signals.c.value > steps.c.value)
    return steps.union_all(select(following.scalar_subquery()).where(steps.c.value.is_not(None)))
