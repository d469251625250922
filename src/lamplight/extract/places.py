"""A gazetteer in memory: names to places, and points to the nearest place.

rows -> Places.of -> Places

Names are compared without accents, case and signs; "St." and "Saint" are one word. Limit: a name
that several places share means the nearest to a known point, else the largest in the region, else
the largest.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np

from lamplight._native import Globe

FAR_KM = 200.0


class Place(NamedTuple):
    """A city.

    region      postal letters, or empty
    country     ISO 3166-1 alpha-2
    lat, lon    degrees
    population  persons
    """

    name: str
    region: str
    country: str
    lat: float
    lon: float
    population: int

    def __str__(self) -> str:
        """The normal form: "Houston, TX, US"."""
        return ", ".join(part for part in (self.name, self.region, self.country) if part)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """What is known of the world.

    cities     key of a name -> cities of that name, largest first
    regions    key of a name or its letters -> (letters, country) of each such region
    countries  key of a name, ISO 3166-1 alpha-2 or alpha-3 -> alpha-2
    pinned     every city, in the order given
    globe      rows of pinned by where they are
    firsts     first word of cities' names -> most words of such a name, to pass over others quickly
    """

    cities: Mapping[str, Sequence[Place]]
    regions: Mapping[str, Sequence[tuple[str, str]]]
    countries: Mapping[str, str]
    pinned: Sequence[Place]
    globe: Globe
    firsts: Mapping[str, int]

    @classmethod
    def of(
        cls,
        cities: Iterable[tuple[Place, Sequence[str]]],
        regions: Iterable[tuple[str, str, str]],
        countries: Iterable[tuple[str, str, str]],
    ) -> Self:
        """From cities and their other names, (name, letters, country), (name, alpha-2, alpha-3)."""
        by_name: dict[str, list[Place]] = {}
        pinned: list[Place] = []
        for place, others in cities:
            pinned.append(place)
            for name in {key_of(place.name), *map(key_of, others)}:
                by_name.setdefault(name, []).append(place)
        for named in by_name.values():
            named.sort(key=lambda place: (-place.population, place.country, place.region))
        by_region: dict[str, list[tuple[str, str]]] = {}
        for name, letters, country in regions:
            for word in {key_of(name), letters.lower()}:
                by_region.setdefault(word, []).append((letters, country))
        by_country = {
            word: alpha2
            for name, alpha2, alpha3 in countries
            for word in (key_of(name), alpha2.lower(), alpha3.lower())
        }
        firsts: dict[str, int] = {}
        for name in by_name:
            words = name.split(" ")
            for first in _spellings(words[0]):
                firsts[first] = max(len(words), firsts.get(first, 0))
        globe = Globe(np.array([p.lat for p in pinned]), np.array([p.lon for p in pinned]))
        return cls(by_name, by_region, by_country | _COUNTRY_NAMES, pinned, globe, firsts)

    def city(self, name: str, region: str = "", country: str = "") -> Place | None:
        """The largest city of that name, there if any is there."""
        found = self.namesakes(name, region, country)
        return found[0] if found else None

    def namesakes(self, name: str, region: str, country: str) -> Sequence[Place]:
        """Cities of that name, largest first, in that region or else that country if any are."""
        found = self.cities.get(key_of(name), ())
        within = [place for place in found if country in ("", place.country)]
        return (
            [place for place in within if region and place.region == region]
            or (within if country else [])
            or found
        )

    def nearest(self, lat: float, lon: float) -> Place | None:
        """The nearest city within 200 km."""
        row = self.globe.nearest(lat, lon)
        if row < 0:
            return None
        place = self.pinned[row]
        return place if km_between(place, (lat, lon)) <= FAR_KM else None

    def country(self, name: str) -> str | None:
        """ISO 3166-1 alpha-2 of a country's name or code."""
        return self.countries.get(key_of(name))

    def region(self, name: str, country: str | None) -> tuple[str, str] | None:
        """(letters, country) of a region's name or letters; the United States' if several fit."""
        fits = [fit for fit in self.regions.get(key_of(name), ()) if fit[1] == (country or fit[1])]
        return min(fits, key=lambda fit: (fit[1] != "US", fit), default=None)


_COUNTRY_NAMES = {
    "usa": "US", "u s a": "US", "u s": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
    "northern ireland": "GB", "deutschland": "DE", "espana": "ES", "brasil": "BR", "italia": "IT",
    "schweiz": "CH", "suisse": "CH", "osterreich": "AT", "nederland": "NL", "holland": "NL",
    "the netherlands": "NL", "belgique": "BE", "czech republic": "CZ", "turkey": "TR",
    "russian federation": "RU", "korea": "KR",
}  # fmt: skip
SHORT = {"saint": "st", "sainte": "st", "fort": "ft", "mount": "mt"}


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """How names are compared: small ASCII words where possible, "saint" and "fort" shortened."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return key_of_words(re.findall(r"\w+", bare.casefold().replace("'", "").replace("’", "")))


def key_of_words(words: Iterable[str]) -> str:
    """The same for words that are small ASCII already."""
    return " ".join(SHORT.get(word, word) for word in words)


def _spellings(word: str) -> list[str]:
    """As in a key, and as people write it."""
    return [word, *(full for full, short in SHORT.items() if short == word)]


def km_between(place: Place, point: tuple[float, float]) -> float:
    """Great-circle distance, by haversines."""
    lat, lon = math.radians(place.lat), math.radians(point[0])
    half = math.sin((lat - lon) / 2) ** 2
    half += math.cos(lat) * math.cos(lon) * math.sin(math.radians(place.lon - point[1]) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
