"""Places that are near to one another are one area.

Facts -> areas_of -> number of each ad's area
"""

from math import asin, cos, isnan, radians, sin, sqrt

import numpy as np

from lamplight.arrays import I64
from lamplight.rank.facts import NONE, Facts

AREA_KM = 80.0
"""Places nearer than this to one another are one area."""

Position = tuple[float, float]


def areas_of(facts: Facts) -> I64:
    """Of each ad; NONE without a place. Within a network the first place within AREA_KM leads a
    place's area; where a position is not known the place is an area of its own."""
    placed = np.flatnonzero(facts.place != NONE)
    keys = facts.network[placed] * len(facts.places) + facts.place[placed]
    _, first, place_of = np.unique(keys, return_index=True, return_inverse=True)
    area = np.empty(len(first), np.int64)
    network, leaders = NONE, list[tuple[int, Position | None]]()
    for number in np.argsort(first).tolist():  # each place of each network, where it first stands
        row = int(placed[first[number]])
        if facts.network[row] != network:
            network, leaders = int(facts.network[row]), []
        lat, lon = float(facts.lat[row]), float(facts.lon[row])
        here = None if isnan(lat) or isnan(lon) else (lat, lon)
        area[number] = _near(here, leaders)
        if area[number] == NONE:
            area[number] = number
            leaders.append((number, here))
    found = np.full(len(facts.place), NONE)
    found[placed] = area[place_of]
    return found


def _near(here: Position | None, leaders: list[tuple[int, Position | None]]) -> int:
    near = (
        number for number, there in leaders if here and there and kilometres(here, there) < AREA_KM
    )
    return next(near, NONE)


def kilometres(here: Position, there: Position) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees."""
    (lat, lon), (other_lat, other_lon) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
