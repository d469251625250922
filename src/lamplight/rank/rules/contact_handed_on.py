"""A phone, e-mail address or handle stops being one provider's and becomes another's.

View -> find -> Finding

Only inside one network, where linking already found that the two belong together; between
strangers a number that changes hands is recycled. The first provider's last ad must come before the
second's first, under another title: the same title with other pictures may be the same person.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from lamplight.extract.shown import shown
from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View

AT_ONCE = timedelta(days=30)
"""A pause longer than this is no handing on."""


def find(view: View) -> Iterator[Finding]:
    if len(set(view.person.values())) < 2:
        return
    for (kind, value), ads in sorted(view.contacts.items()):
        for before, after in _handed(view, ads):
            yield Finding(
                f"The {kind} {shown(kind, value)} goes from one provider's ads to another's within "
                f"{_within(before, after)}",
                marks=[Mark(ad, (kind, value)) for ad in (before, after)],
            )
            return


def _handed(view: View, ads: Sequence[AdFacts]) -> Iterator[tuple[AdFacts, AdFacts]]:
    """(last ad of one provider, first ad of the next), in order of time."""
    spans: dict[str, list[tuple[datetime, AdFacts]]] = {}
    for ad in ads:
        if ad.seen_at:
            spans.setdefault(view.person[ad.provider_id], []).append((ad.seen_at, ad))
    ends = sorted(
        (
            (min(span, key=lambda use: use[0]), max(span, key=lambda use: use[0]))
            for span in spans.values()
        ),
        key=lambda end: (end[0][0], end[1][0], end[0][1].source, end[0][1].id),
    )
    for (_, (left_off, before)), ((began, after), _) in pairwise(ends):
        if timedelta(0) < began - left_off <= AT_ONCE:
            yield before, after


def _within(before: AdFacts, after: AdFacts) -> str:
    if before.seen_at is None or after.seen_at is None:
        return "a month"
    days = -((before.seen_at - after.seen_at) // timedelta(days=1))
    return "a day" if days == 1 else f"{days} days"
