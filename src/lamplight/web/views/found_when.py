"""How many ads a search found at what time, as bars that a page can draw without a script.

Facets -> bars_of -> Bars; positions and heights are shares of the drawing, 0..100
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lamplight.search.facets import Facets, Stretch

_LEAST_HEIGHT = 4.0
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time with ads."""

    x: float
    width: float
    height: float
    since: datetime
    until: datetime
    label: str


def bars_of(facets: Facets) -> tuple[Bar, ...]:
    if not facets.times:
        return ()
    first, last = facets.times[0].since, facets.times[-1].until
    most = max(it.ads for it in facets.times)
    whole = (last - first) / DAY
    return tuple(
        Bar(
            x=round(100 * ((it.since - first) / DAY) / whole, 2),
            width=round(100 * facets.step_days / whole, 2),
            height=round(max(_LEAST_HEIGHT, 100 * it.ads / most), 1),
            since=it.since,
            until=it.until,
            label=_label(it, facets.step_days),
        )
        for it in facets.times
    )


def _label(it: Stretch, days: int) -> str:
    ads = "1 ad" if it.ads == 1 else f"{it.ads:,} ads"
    if days == 1:
        return f"{_day(it.since)}: {ads}"
    return f"{_day(it.since)} to {_day(it.until - DAY)}: {ads}"


def _day(day: datetime) -> str:
    return f"{day.day} {day:%b %Y}"
