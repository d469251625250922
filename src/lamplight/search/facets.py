"""Where and when the ads of a search stood: how many of all that were found, not of one page.

AdIndex, query -> facets_of -> Facets
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tantivy import Query

from lamplight.store.ad_index import AdIndex
from lamplight.store.types import EPOCH, MICROSECOND

MOST_PLACES = 8
MOST_STEPS = 60
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """How many of the ads are at a place, "city, region, country" as far as known."""

    name: str
    ads: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """How many of the ads were posted from the first on and before the second."""

    since: datetime
    until: datetime
    ads: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Places with most ads first, at most 8; stretches in order, those without ads left out.

    step_days  of a stretch: such that there are at most 60 or so
    """

    places: tuple[Place, ...] = ()
    times: tuple[Stretch, ...] = ()
    step_days: int = 0


def facets_of(index: AdIndex, query: Query) -> Facets:
    told = index.told(
        query,
        {
            "places": {"terms": {"field": "places", "size": MOST_PLACES}},
            "first": {"min": {"field": "at"}},
            "last": {"max": {"field": "at"}},
        },
    )
    places = tuple(Place(it["key"], it["doc_count"]) for it in told["places"]["buckets"])
    first, last = told["first"]["value"], told["last"]["value"]
    if first is None or last is None:
        return Facets(places)
    days = (last - first) * MICROSECOND // DAY + 1
    step = timedelta(-(-days // MOST_STEPS))
    return Facets(places, _times(index, query, step), step.days)


def _times(index: AdIndex, query: Query, step: timedelta) -> tuple[Stretch, ...]:
    by_step = {"field": "at", "interval": step / MICROSECOND, "min_doc_count": 1}
    told = index.told(query, {"times": {"histogram": by_step}})
    return tuple(_stretch(it, step) for it in told["times"]["buckets"])


def _stretch(bucket: Mapping[str, float], step: timedelta) -> Stretch:
    since = EPOCH + int(bucket["key"]) * MICROSECOND
    return Stretch(since, since + step, int(bucket["doc_count"]))
