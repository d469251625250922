"""A stated age from eighteen to twenty-two.

View -> find -> Finding
"""

from collections.abc import Iterator

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View, ages

AGES = frozenset(map(str, range(18, 23)))


def find(view: View) -> Iterator[Finding]:
    young = [(ad, age) for ad in view.texts if (age := _young_age(ad)) is not None]
    if young:
        yield Finding(
            f"An age under 23 is stated in {len(young)} of {len(view.texts)} different texts",
            len(young) / len(view.texts),
            [Mark(ad, ("age", age)) for ad, age in young],
        )


def _young_age(ad: AdFacts) -> str | None:
    return next(filter(AGES.__contains__, ages(ad)), None)
