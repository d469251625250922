"""What a search is narrowed to: places and times.

AdIndex, Within -> inside -> queries, all of which have to hold

An ad is at a place if its fields or its text were read as that place, which extraction stores as
signals; so ads that no run has extracted yet are at none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from tantivy import Query

from lamplight.collect.places import read_places
from lamplight.extract.places import Places, key_of
from lamplight.store.ad_index import AdIndex, ad_index
from lamplight.store.ad_query import posted, shows


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


def why_nothing(db: Connection, within: Within) -> str:
    """Sentences, each after a blank, where nothing at all can be within it; else nothing."""
    said, index = "", ad_index(db)
    if within.since is not None and within.until is not None and within.since >= within.until:
        said = f" No time is from {within.since:%Y-%m-%d} on and before {within.until:%Y-%m-%d}."
    places = list(inside(index, Within(within.place)))
    if places and not any(map(index.count, places)):
        said += f" No ad is at “{within.place.strip()}”."
    return said


def inside(index: AdIndex, within: Within) -> Iterator[Query]:
    """Nothing where it is empty."""
    if names := [name for name in map(str.strip, within.place.split(",")) if name]:
        fits = [_fit(name, read_places()) for name in names]
        there = (value for value in index.values("place") if all(fit(value) for fit in fits))
        yield shows(f"place:{value}" for value in there)
    if within.since is not None or within.until is not None:
        yield posted(within.since, within.until)


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
