"""An age under eighteen, as a field of the site or in the text.

View -> find -> (number of the network, Finding)

Every ad is looked at, copies too: one is enough. Ages below ten are misread numbers.
"""

from collections.abc import Iterator

from lamplight.rank.ages import stated
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

AGES = range(10, 18)


def find(view: View) -> Iterator[tuple[int, Finding]]:
    ads, years = stated(view, AGES)
    age_of = dict(zip(ads.tolist(), years.tolist(), strict=True))
    for network, rows in view.by_network(ads):
        yield (
            network,
            Finding(
                f"An age under 18 is stated: {min(age_of[row] for row in rows)}",
                marks=[(row, view.number_of(("age", str(age_of[row])))) for row in rows],
            ),
        )
