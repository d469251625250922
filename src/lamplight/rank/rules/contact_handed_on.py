"""A phone, e-mail address or handle stops being one provider's and becomes another's.

View -> find -> (number of the network, Finding)

Only inside one network, where linking already found that the two belong together; between
strangers a number that changes hands is recycled. The first provider's last ad must come before the
second's first, under another title: the same title with other pictures may be the same person.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lamplight.extract.shown import shown
from lamplight.rank.facts import NEVER
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY
from lamplight.rank.view import View

AT_ONCE = 30 * DAY
"""A pause longer than this is no handing on."""


def find(view: View) -> Iterator[tuple[int, Finding]]:
    known = view.facts.signals.known
    for network, contacts in view.shared_contacts(view.person):
        for value, rows in sorted(contacts, key=lambda contact: known[contact[0]]):
            if (handed := _handed(view, rows)) is not None:
                kind, shown_as = known[value][0], shown(*known[value])
                said = (
                    f"The {kind} {shown_as} goes from one provider's ads to another's within "
                    f"{_within(view, *handed)}"
                )
                yield network, Finding(said, marks=[(row, value) for row in handed])
                break


def _handed(view: View, rows: Sequence[int]) -> tuple[int, int] | None:
    """Last ad of one provider, first ad of the next: the first such pair in order of time."""
    columns = view.person[rows].tolist(), view.facts.seen[rows].tolist(), rows
    spans: dict[int, list[tuple[int, int]]] = {}
    for person, seen, row in zip(*columns, strict=True):
        if seen != NEVER:
            spans.setdefault(person, []).append((seen, row))
    ends = sorted(
        (
            (min(span, key=lambda use: use[0]), max(span, key=lambda use: use[0]))
            for span in spans.values()
        ),
        key=lambda end: (end[0][0], end[1][0], end[0][1]),
    )
    for (_, (left_off, before)), ((began, after), _) in pairwise(ends):
        if 0 < began - left_off <= AT_ONCE:
            return before, after
    return None


def _within(view: View, before: int, after: int) -> str:
    days = -(int(view.facts.seen[before] - view.facts.seen[after]) // DAY)
    return "a day" if days == 1 else f"{days} days"
