"""One number for one place, however ads name it.

Corpus -> places_of -> I64[n]

Ads name a town with its region or without, by a suburb, or by a point alone. Of places in order of
their ads, each within NEAR_KM of one with more ads becomes that one; so no chain of towns grows
into one. An ad that gives a point alone takes the nearest place, or makes one of its own.
Limit: a name without any point anywhere stays a place of its own.
"""

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import Corpus

NEAR_KM = 20.0
EARTH_KM = 6371.0
CELL_DEGREES = 0.25


def places_of(corpus: Corpus) -> I64:
    """A number for the place of each ad, -1 where it is unknown -> I64[n]."""
    point = ~(np.isnan(corpus.lat) | np.isnan(corpus.lon))
    named = corpus.place.copy()
    lone = np.flatnonzero((named < 0) & point)
    named[lone] = int(named.max(initial=-1)) + 1 + _cells(corpus.lat[lone], corpus.lon[lone])
    rows = np.flatnonzero((named >= 0) & point)
    size = np.bincount(named[named >= 0])
    there = np.bincount(named[rows], minlength=len(size))
    spot = [
        np.bincount(named[rows], axis[rows], len(size)) / np.maximum(there, 1)
        for axis in (corpus.lat, corpus.lon)
    ]
    home = _homes(size, np.where(there > 0, spot[0], np.nan), spot[1])
    return np.append(home, -1)[named]


def _cells(lat: F64, lon: F64) -> I64:
    """A number for each cell of a grid."""
    keys = np.stack([np.floor(lat / CELL_DEGREES), np.floor(lon / CELL_DEGREES)])
    number: I64 = np.unique(keys, axis=1, return_inverse=True)[1].ravel()
    return number


def _homes(size: I64, lat: F64, lon: F64) -> I64:
    """Of each place, the place that stands for it: one with more ads nearby, else itself."""
    home = np.arange(len(size))
    known = np.flatnonzero(~np.isnan(lat))
    order = known[np.lexsort((lon[known], lat[known], -size[known]))]
    leaders = np.empty(len(order), np.int64)
    count = 0
    for place in order.tolist():
        found = leaders[:count]
        away = _km(lat[place], lon[place], lat[found], lon[found])
        nearest = int(away.argmin()) if count else -1
        if count and away[nearest] <= NEAR_KM:
            home[place] = found[nearest]
        else:
            leaders[count] = place
            count += 1
    return home


def _km(lat: float, lon: float, other_lat: F64, other_lon: F64) -> F64:
    """Distances on the sphere, by the haversine -> F64[k]."""
    a, b = np.radians(lat), np.radians(other_lat)
    half = np.sin((b - a) / 2) ** 2
    half += np.cos(a) * np.cos(b) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    km: F64 = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return km
