"""The made-up sites on which ads stand; each gives other fields, and numbers its ads for itself.

posting -> SITES[i] -> which fields the ad carries
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lamplight.simulate.cities import CITIES
from lamplight.simulate.record import Record


@dataclass(frozen=True, slots=True)
class Site:
    """One source.

    form       how it writes its ids; numbers begin at the same value, so sources share ids
    quality    True: pictures come with their quality
    others     shares of ads that carry the field (0..1)
    """

    name: str
    form: str = "%d"
    title: float = 1.0
    url: float = 1.0
    city: float = 0.97
    region: float = 0.0
    degrees: float = 0.0
    phones: float = 0.0
    contacts: float = 0.0
    age: float = 0.0
    collected: float = 0.0
    posted: float = 1.0
    quality: bool = False


FIRST_ID = 100_000

SITES = (
    Site("site0.example", degrees=0.95, age=0.4),
    Site("site1.example", region=1.0, age=0.8, collected=1.0),
    Site("site2.example", degrees=1.0, url=0.0),
    Site("site3.example", form="ad-%d", region=0.9, phones=0.8, quality=True),
    Site("site4.example", title=0.6, city=0.8, degrees=0.5),
    Site("site5.example", contacts=0.7, age=0.9, region=1.0, collected=1.0, posted=0.97),
    Site("site6.example", form="%x", degrees=0.9, phones=0.3, quality=True),
)


PLACES: Sequence[tuple[Record, Record, Record]] = tuple(
    (
        {},
        {"city": city.name},
        {"city": city.name, "region": city.region, "country": city.country},
    )
    for city in CITIES
)
"""What ads in each city say of it: nothing, its name, or all."""


@dataclass(slots=True)
class Shown:
    """Which fields one ad carries; drawn in advance, for every ad asks.

    place  which of the three in PLACES
    """

    title: bool
    url: bool
    place: int
    degrees: bool
    phones: bool
    contacts: bool
    age: bool
    posted: bool
    collected: bool


def draw_shown(site: Site, random: Random) -> Shown:
    """As often as the site's rates say; an ad without the time of posting has one of collection."""

    def drawn(share: float) -> bool:
        return random.random() < share

    city, posted = drawn(site.city), drawn(site.posted)
    return Shown(
        title=drawn(site.title),
        url=drawn(site.url),
        place=city + (city and drawn(site.region)),
        degrees=drawn(site.degrees),
        phones=drawn(site.phones),
        contacts=drawn(site.contacts),
        age=drawn(site.age),
        posted=posted,
        collected=drawn(site.collected) or not posted,
    )
