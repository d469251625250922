"""One network's ads stand in three areas or more within a day.

View -> find -> (number of the network, Finding)

What counts is that nobody can be in so many places at once; moving on from day to day does not.
Strength: half for three areas, all for six and more.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from lamplight.rank.facts import NONE
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY
from lamplight.rank.view import View

SEVERAL, MANY = 3, 6


def find(view: View) -> Iterator[tuple[int, Finding]]:
    facts = view.facts
    several = facts.distinct(view.area) >= SEVERAL
    placed = view.past[(view.area[view.past] != NONE) & several[facts.network[view.past]]]
    for network, rows in view.by_network(placed):
        best = _fullest_day(view, rows)
        if len(best) >= SEVERAL:
            places = _names([facts.places[facts.place[ad]] for ad in best])
            yield (
                network,
                Finding(
                    f"Ads in {len(best)} areas within 24 hours: {_listed(places)}",
                    min(1.0, len(best) / MANY),
                    [(ad, NONE) for ad in best],
                ),
            )


def _fullest_day(view: View, rows: Sequence[int]) -> list[int]:
    """One ad for each area of the 24 hours that have most of them; rows oldest first."""
    areas, seen = view.area[rows].tolist(), view.facts.seen[rows].tolist()
    count: Counter[int] = Counter()
    first, best = 0, (0, 0, 0)
    for last, area in enumerate(areas):
        count[area] += 1
        while seen[first] < seen[last] - DAY:
            count[areas[first]] -= 1
            if not count[areas[first]]:
                del count[areas[first]]
            first += 1
        best = max(best, (len(count), -first, last))
    within = slice(-best[1], best[2] + 1)
    return list(dict(zip(areas[within], rows[within], strict=True)).values())


def _names(places: Sequence[str]) -> list[str]:
    """Towns; where two have one name, what tells them apart too."""
    parts = sorted(place.partition(", ") for place in places)
    towns = Counter(town for town, _, _ in parts)
    return [town if towns[town] == 1 else f"{town} ({state})" for town, _, state in parts]


def _listed(places: Sequence[str], most: int = 80) -> str:
    whole = ", ".join(places)
    return whole if len(whole) <= most else whole[:most].rsplit(",", 1)[0] + " and more"
