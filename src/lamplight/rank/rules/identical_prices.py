"""Different people ask exactly the same list of prices.

View -> find -> Finding

One price is common among strangers; a list of two or more, the same to the last, is a rule that
somebody set. Strength: the share of people whose list is the most common one.
"""

from collections import Counter
from collections.abc import Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.view import SHOWN, View, evidence_of, sure

PRICE = frozenset(("price",))


def find(view: View) -> Iterator[Finding]:
    lists = {}
    for provider, ads in view.providers.items():
        shown = {frozenset(one.value for one in sure(ad, PRICE)): ad for ad in reversed(ads)}
        lists[provider] = {prices: ad for prices, ad in shown.items() if len(prices) >= 2}
    people = Counter(prices for shown in lists.values() for prices in shown)
    common = min(people, key=lambda prices: (-people[prices], sorted(prices)), default=None)
    if common is None or people[common] < 2:
        return
    ads = [shown[common] for shown in lists.values() if common in shown]
    yield Finding(
        f"{people[common]} of {len(lists)} different people ask the same {len(common)} prices",
        people[common] / len(lists),
        tuple(evidence_of(ad, "price", min(common)) for ad in ads[:SHOWN]),
    )
