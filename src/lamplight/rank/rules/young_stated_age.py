"""A stated age from eighteen to twenty-two.

View -> find -> (number of the network, Finding)
"""

from collections.abc import Iterator

import numpy as np

from lamplight.rank.ages import stated
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

AGES = range(18, 23)


def find(view: View) -> Iterator[tuple[int, Finding]]:
    ads, years = stated(view, AGES)
    age_of = dict(zip(ads.tolist(), years.tolist(), strict=True))
    texts = view.count(view.text_ads)
    for network, rows in view.by_network(ads[np.isin(ads, view.text_ads)]):
        yield (
            network,
            Finding(
                f"An age under 23 is stated in {len(rows)} of {texts[network]} different texts",
                len(rows) / int(texts[network]),
                [(row, view.number_of(("age", str(age_of[row])))) for row in rows],
            ),
        )
