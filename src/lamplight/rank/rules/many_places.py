"""One network's ads stand in three areas or more within a day.

View -> find -> Finding

What counts is that nobody can be in so many places at once; moving on from day to day does not.
Strength: half for three areas, all for six and more.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View

SEVERAL, MANY = 3, 6
DAY = timedelta(days=1)


def find(view: View) -> Iterator[Finding]:
    if len(set(view.area.values())) < SEVERAL:
        return
    best = _fullest_day(view)
    if len(best) >= SEVERAL:
        places = sorted({(ad.place or "").split(",")[0] for ad in best})
        yield Finding(
            f"Ads in {len(best)} areas within 24 hours: {_listed(places)}",
            min(1.0, len(best) / MANY),
            [Mark(ad) for ad in best],
        )


def _fullest_day(view: View) -> list[AdFacts]:
    """One ad for each area of the 24 hours that have most of them."""
    placed = [(ad, view.area[ad.place]) for ad in view.seen if ad.place]
    count: Counter[int] = Counter()
    first, best = 0, (0, 0, 0)
    for last, (ad, area) in enumerate(placed):
        count[area] += 1
        while _time(placed[first][0]) < _time(ad) - DAY.total_seconds():
            count[placed[first][1]] -= 1
            if not count[placed[first][1]]:
                del count[placed[first][1]]
            first += 1
        best = max(best, (len(count), -first, last))
    return list({area: ad for ad, area in placed[-best[1] : best[2] + 1]}.values())


def _time(ad: AdFacts) -> float:
    return ad.seen_at.timestamp() if ad.seen_at else 0.0


def _listed(places: Sequence[str], most: int = 80) -> str:
    whole = ", ".join(places)
    return whole if len(whole) <= most else whole[:most].rsplit(",", 1)[0] + " and more"
