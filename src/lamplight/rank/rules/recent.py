"""How lately the network was seen: an hour of work helps more where somebody still is.

View -> find -> Finding

Strength falls from one on the day itself to nothing after thirty days.
"""

from collections.abc import Iterator

from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View

FADES_DAYS = 30


def find(view: View) -> Iterator[Finding]:
    if not view.seen or not (last := view.seen[-1]).seen_at:
        return
    days = (view.now - last.seen_at).days
    if days < FADES_DAYS:
        ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        yield Finding(f"Last seen {ago}", 1 - days / FADES_DAYS, [Mark(last)])
