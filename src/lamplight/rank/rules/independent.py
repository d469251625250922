"""One person, one phone and no other, one area, over two weeks or more.

View -> find -> Finding

What working for oneself looks like from outside. Three different days at least, so that a single ad
says nothing.
"""

from collections.abc import Iterator
from datetime import timedelta

from lamplight.rank.finding import Finding
from lamplight.rank.view import View

DAYS = 3
STABLE = timedelta(days=14)


def find(view: View) -> Iterator[Finding]:
    phones = [value for kind, value in view.contacts if kind == "phone"]
    areas = set(view.area.values())
    if len(set(view.person.values())) > 1 or len(phones) != 1 or len(areas) != 1:
        return
    times = [ad.seen_at for ad in view.seen if ad.seen_at]
    if len({time.date() for time in times}) >= DAYS and times[-1] - times[0] >= STABLE:
        place = next(iter(view.area)).split(",")[0]
        yield Finding(
            f"One provider, one phone, one place ({place}) for {(times[-1] - times[0]).days} days"
        )
