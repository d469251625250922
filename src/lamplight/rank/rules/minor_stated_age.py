"""An age under eighteen, as a field of the site or in the text.

View -> find -> Finding

Every ad is looked at, copies too: one is enough. Ages below ten are misread numbers.
"""

from collections.abc import Iterator

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding
from lamplight.rank.view import View, evidence_of, sure

AGES = range(10, 18)


def find(view: View) -> Iterator[Finding]:
    shown = [(ad, age) for ad in view.facts.ads if (age := _age(ad)) is not None]
    if shown:
        youngest = min((age for _, age in shown), key=int)
        yield Finding(
            f"An age under 18 is stated: {youngest}",
            evidence=tuple(evidence_of(ad, "age", age) for ad, age in shown),
        )


def _age(ad: AdFacts) -> str | None:
    ages = [one.value for one in sure(ad, "age")] + ([] if ad.age is None else [str(ad.age)])
    return next((age for age in ages if age.isdecimal() and int(age) in AGES), None)
