"""When and where a network's ads stood, as strips that a page can draw.

postings -> timeline -> Timeline

Positions are shares of the width, 0..100, so that the drawing fits any screen without a script.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MOST_ROWS = 7
MOST_STEPS = 60
MOST_TICKS = 6
DAY = timedelta(days=1)
Posting = tuple[str, datetime | None]
"""Where and when an ad stood."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of days with ads. level 1..4, darker for more."""

    x: float
    width: float
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place. share: of all dated ads, 0..1."""

    place: str
    ads: int
    first: date
    last: date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A place, and from when to when ads stood there."""

    place: str
    ads: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows by how many ads they hold; undated counts ads without a time."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    step_days: int
    undated: int


def stays(postings: Sequence[Posting]) -> tuple[Stay, ...]:
    """Every place, the one with most ads first."""
    times: dict[str, list[datetime | None]] = {}
    for place, seen in postings:
        times.setdefault(place, []).append(seen)
    rows = []
    for place, moments in times.items():
        known = sorted(at for at in moments if at)
        first, last = (known[0], known[-1]) if known else (None, None)
        rows.append(Stay(place, len(moments), first, last))
    return tuple(sorted(rows, key=lambda row: (-row.ads, row.place)))


def timeline(postings: Sequence[Posting]) -> Timeline | None:
    """None where no ad has a time."""
    dated = [(place, seen.date()) for place, seen in postings if seen]
    if not dated:
        return None
    first = min(day for _, day in dated)
    days = (max(day for _, day in dated) - first).days + 1
    step = -(-days // MOST_STEPS)
    dated, named = _fewer(dated)
    rows = tuple(
        _row(place, [day for at, day in dated if at == place], first, days, step) for place in named
    )
    return Timeline(rows, tuple(_ticks(first, days)), step, len(postings) - len(dated))


def _fewer(dated: list[tuple[str, date]]) -> tuple[list[tuple[str, date]], list[str]]:
    """At most so many places, by how many ads they hold; the rest become one."""
    places = Counter(place for place, _ in dated)
    named = [place for place, _ in sorted(places.items(), key=lambda it: (-it[1], it[0]))]
    if len(named) <= MOST_ROWS:
        return dated, named
    rest = set(named[MOST_ROWS - 1 :])
    more = f"{len(rest)} other places"
    return [(more if place in rest else place, day) for place, day in dated], [
        *named[: MOST_ROWS - 1],
        more,
    ]


def _row(place: str, days_of: list[date], first: date, days: int, step: int) -> Row:
    counts = Counter((day - first).days // step for day in days_of)
    most = max(counts.values())
    width = 100 * step / max(days, step)
    steps = tuple(
        Step(
            x=round(at * width, 2),
            width=round(min(width, 100 - at * width), 2),
            level=min(4, 1 + 4 * (count - 1) // max(most, 4)),
            label=_label(first + at * step * DAY, step, count),
        )
        for at, count in sorted(counts.items())
    )
    return Row(place, len(days_of), min(days_of), max(days_of), steps)


def _label(start: date, step: int, count: int) -> str:
    ads = "1 ad" if count == 1 else f"{count} ads"
    if step == 1:
        return f"{_day(start)}: {ads}"
    return f"{_day(start)} to {_day(start + (step - 1) * DAY)}: {ads}"


def _ticks(first: date, days: int) -> Iterable[Tick]:
    """Round dates, few enough to be read, none so far on that it would stand out of the drawing."""
    every = -(-days // MOST_TICKS)
    for at in range(0, days - days // 8, every):
        yield Tick(round(100 * at / days, 2), _day(first + at * DAY, year=False))


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"
