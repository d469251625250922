"""A stated age from eighteen to twenty-two.

View -> find -> Finding
"""

from collections.abc import Iterator

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding
from lamplight.rank.view import View, evidence_of, sure

AGES = range(18, 23)


def find(view: View) -> Iterator[Finding]:
    young = [(ad, age) for ad in view.texts if (age := _young_age(ad)) is not None]
    if young:
        yield Finding(
            f"An age under 23 is stated in {len(young)} of {len(view.texts)} different texts",
            len(young) / len(view.texts),
            tuple(evidence_of(ad, "age", age) for ad, age in young),
        )


def _young_age(ad: AdFacts) -> str | None:
    ages = [one.value for one in sure(ad, "age")] + ([] if ad.age is None else [str(ad.age)])
    return next((age for age in ages if age.isdecimal() and int(age) in AGES), None)
