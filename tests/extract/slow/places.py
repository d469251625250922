"""The slow twin of native/extract/whereabouts.cpp: where an ad's own fields say it is."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from lamplight.extract.places import FAR_KM, Place, Places, km_between
from lamplight.model import Ad

_FIRST = itemgetter(0)


def region_of(ad: Ad, places: Places) -> str | None:
    """Country of an ad, ISO 3166-1 alpha-2: as it says, else by its point, else its city."""
    if ad.country and (country := places.country(ad.country)):
        return country
    if ad.lat is not None and ad.lon is not None and (near := places.nearest(ad.lat, ad.lon)):
        return near.country
    if ad.region and (region := places.region(ad.region, None)):
        return region[1]
    city = places.city(ad.city) if ad.city else None
    return city.country if city else None


class _Said(NamedTuple):
    """What the words of an ad's fields mean.

    name     of the city as written, or empty
    cities   of that name, largest first
    letters  of the region, or empty where it is unknown
    region   letters, or as written
    country  as said, if it is said
    within   the same, or the region's
    """

    name: str
    cities: Sequence[Place]
    letters: str
    region: str
    country: str | None
    within: str | None


def _said(city: str, region: str, country: str, places: Places) -> _Said:
    alpha2 = (places.country(country) or country.strip().upper()) if country else None
    letters, home = (places.region(region, alpha2) if region else None) or ("", None)
    within = alpha2 or home
    name = city.split(",")[0].strip()
    cities = places.namesakes(name, letters, within or "") if city else ()
    return _Said(name, cities, letters, letters or region, alpha2, within)


def place_of(ad: Ad, places: Places) -> str | None:
    """Where the ad's own fields say it is: "city, region, country" as far as known, or None."""
    said = _said(ad.city or "", ad.region or "", ad.country or "", places)
    point = (ad.lat, ad.lon) if ad.lat is not None and ad.lon is not None else None
    if found := _city(said, point):
        return str(found)
    near = places.nearest(*point) if point else None
    if near and not ad.city:
        return str(near)
    parts = [said.name, said.region, said.within or (near and near.country)]
    return ", ".join(part for part in parts if part) or None


def _city(said: _Said, point: tuple[float, float] | None) -> Place | None:
    """The namesake that is meant, unless another field says that none is."""
    if not said.cities:
        return None
    found = said.cities[0]
    if point is not None:
        away_km, found = min(
            ((km_between(place, point), place) for place in said.cities), key=_FIRST
        )
        if away_km > FAR_KM:
            return None
    fits = not said.letters or found.region in ("", said.letters)
    return found if fits and said.country in (None, found.country) else None
