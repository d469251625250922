"""An age under eighteen, as a field of the site or in the text.

View -> find -> Finding

Every ad is looked at, copies too: one is enough. Ages below ten are misread numbers.
"""

from collections.abc import Iterator

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View, ages

AGES = frozenset(map(str, range(10, 18)))


def find(view: View) -> Iterator[Finding]:
    shown = [(ad, age) for ad in view.facts.ads if (age := _age(ad)) is not None]
    if shown:
        youngest = min((age for _, age in shown), key=int)
        yield Finding(
            f"An age under 18 is stated: {youngest}",
            marks=[Mark(ad, ("age", age)) for ad, age in shown],
        )


def _age(ad: AdFacts) -> str | None:
    return next(filter(AGES.__contains__, ages(ad)), None)
