"""Different providers ask exactly the same list of prices.

View -> find -> Finding

One price is common among strangers; a list of two or more, the same to the last, is a rule that
somebody set. Strength: the share of providers whose list is the most common one.
"""

from collections import Counter
from collections.abc import Iterator

from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View, values


def find(view: View) -> Iterator[Finding]:
    if len(view.providers) < 2:
        return
    lists = {}
    for provider, ads in view.providers.items():
        shown = {frozenset(values(ad, "price")): ad for ad in reversed(ads)}
        lists[provider] = {prices: ad for prices, ad in shown.items() if len(prices) >= 2}
    providers = Counter(prices for shown in lists.values() for prices in shown)
    common = min(providers, key=lambda prices: (-providers[prices], sorted(prices)), default=None)
    if common is None or providers[common] < 2:
        return
    ads = [shown[common] for shown in lists.values() if common in shown]
    same = f"{len(ads)} of {len(lists)} different providers"
    yield Finding(
        f"{same} ask the same {len(common)} prices",
        len(ads) / len(lists),
        [Mark(ad, ("price", min(common))) for ad in ads],
    )
