"""How often what was said to be likely was so.

chances, right -> reliability -> Reliability

Method: expected calibration error (Naeini et al. 2015), over ranges that are finer near 1, since
nearly all links lie there. Known limit: a range of few links says little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

BOUNDS = (0.0, 0.25, 0.5, 0.7, 0.85, 0.95, 0.98, 0.99, 0.995, 1.0)


@dataclass(frozen=True, slots=True)
class Range:
    """Links whose chance is in low..high, high left out: what was said on average, and was so."""

    low: float
    high: float
    links: int
    probability: float
    share: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Mean gap between said and true, weighted by links, 0..1, None without any; filled ranges."""

    ece: float | None
    bins: tuple[Range, ...]


def reliability(chances: Sequence[float], right: Sequence[bool]) -> Reliability:
    """Of links with their chance and whether they are right; a chance of 1 is in the last range."""
    said, was = np.asarray(chances, np.float64), np.asarray(right, np.bool_)
    place = np.clip(np.searchsorted(BOUNDS, said, side="right") - 1, 0, len(BOUNDS) - 2)
    links = np.bincount(place, minlength=len(BOUNDS) - 1).tolist()
    sums = (np.bincount(place, it, len(links)).tolist() for it in (said, was))
    filled = tuple(
        Range(low, high, count, chance / count, true / count)
        for (low, high), count, chance, true in zip(pairwise(BOUNDS), links, *sums, strict=True)
        if count
    )
    if not filled:
        return Reliability(None, ())
    gap = sum(held.links * abs(held.probability - held.share) for held in filled)
    return Reliability(gap / len(said), filled)
