"""The bundled gazetteer.

data/gazetteer.tsv -> read_places -> Places

Source: GeoNames (CC BY 4.0), trimmed; see data/README.md. Limit: towns below 15,000 people (50,000
outside the United States) are unknown.
"""

from functools import lru_cache
from importlib.resources import files

from lamplight.extract.places import Place, Places


@lru_cache(maxsize=1)
def read_places() -> Places:
    """Read once for each process."""
    cities, regions, countries = [], [], []
    text = (files("lamplight.collect") / "data" / "gazetteer.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        kind, name, region, country, lat, lon, population, others = line.split("\t")
        if kind == "city":
            place = Place(name, region, country, float(lat), float(lon), int(population))
            cities.append((place, others.split("|") if others else ()))
        elif kind == "region":
            regions.append((name, region, country))
        else:
            countries.append((name, country, others))
    return Places.of(cities, regions, countries)
