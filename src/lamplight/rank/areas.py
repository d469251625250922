"""Places that are near to one another are one area.

Facts -> areas_of -> number of each ad's area
"""

from math import asin, cos, radians, sin, sqrt

import numpy as np

from lamplight.arrays import I64
from lamplight.rank.facts import NONE, Facts

AREA_KM = 80.0
"""Places nearer than this to one another are one area."""

Position = tuple[float, float]


def areas_of(facts: Facts) -> I64:
    """Of each ad; NONE without a place. Within a network the first place within AREA_KM leads a
    place's area. A place without a position lies where one lies whose name may mean the same, the
    fullest names first; else it is an area of its own."""
    placed = np.flatnonzero(facts.place != NONE)
    unknown = np.isnan(facts.lat) | np.isnan(facts.lon)
    placed = placed[np.argsort(unknown[placed], kind="stable")]  # a place's position, if any has it
    keys = facts.network[placed] * len(facts.places) + facts.place[placed]
    _, first, place_of = np.unique(keys, return_index=True, return_inverse=True)
    rows = placed[first]
    vague = np.array([-place.count(",") for place in facts.places], np.int64)[facts.place[rows]]
    vague = np.where(unknown[rows], vague, 0)
    area = np.empty(len(first), np.int64)
    network, leaders = NONE, list[tuple[int, str, Position | None]]()
    for number in np.lexsort((first, vague, unknown[rows], facts.network[rows])).tolist():
        row = int(rows[number])
        if facts.network[row] != network:
            network, leaders = int(facts.network[row]), []
        here = None if unknown[row] else (float(facts.lat[row]), float(facts.lon[row]))
        name = facts.places[facts.place[row]]
        fit = (at for at, other, there in leaders if _fits((name, here), (other, there)))
        area[number] = next(fit, number)
        leaders.append((int(area[number]), name, here if area[number] == number else None))
    found = np.full(len(facts.place), NONE)
    found[placed] = area[place_of]
    return found


def _fits(place: tuple[str, Position | None], other: tuple[str, Position | None]) -> bool:
    """Whether a place lies in the area of another: near to who leads it, or, where its own position
    is not known, by its name."""
    here, there = place[1], other[1]
    if here is None:
        return may_be_one(place[0], other[0])
    return there is not None and kilometres(here, there) < AREA_KM


def may_be_one(place: str, other: str) -> bool:
    """Whether one place names no more than the other does: "Reno" and "Reno, NV, US"."""
    left, right = (set(it.casefold().split(", ")) for it in (place, other))
    return left <= right or right <= left


def kilometres(here: Position, there: Position) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees."""
    (lat, lon), (other_lat, other_lon) = ((radians(a), radians(b)) for a, b in (here, there))
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))
