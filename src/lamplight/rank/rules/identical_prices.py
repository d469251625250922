"""Different providers ask exactly the same list of prices.

View -> find -> (number of the network, Finding)

One price is common among strangers; a list of two or more, the same to the last, is a rule that
somebody set. Strength: the share of providers whose list is the most common one.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from lamplight.rank.facts import different_pairs
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

Lists = dict[int, dict[frozenset[int], int]]
"""Provider -> its lists of prices by their numbers -> the first ad that shows it."""


def find(view: View) -> Iterator[tuple[int, Finding]]:
    facts = view.facts
    providers = facts.distinct(facts.provider)
    for network, lists in _lists(view):
        asked = Counter(prices for shown in lists.values() for prices in shown)
        several = [prices for prices in asked if asked[prices] > 1]
        if not several:
            continue
        name = {prices: sorted(facts.signals.known[one][1] for one in prices) for prices in several}
        common = min(several, key=lambda prices: (-asked[prices], name[prices]))
        ads = [shown[common] for shown in lists.values() if common in shown]
        least = view.number_of(("price", name[common][0]))
        yield (
            network,
            Finding(
                f"{len(ads)} of {providers[network]} different providers ask the same "
                f"{len(common)} prices",
                len(ads) / int(providers[network]),
                [(ad, least) for ad in ads],
            ),
        )


def _lists(view: View) -> Iterator[tuple[int, Lists]]:
    """Of each network with several providers, those of two prices or more."""
    facts, signals = view.facts, view.facts.signals
    several = facts.distinct(facts.provider) > 1
    at = signals.of("price")
    at = at[several[facts.network[signals.ad[at]]]]
    ads, prices = different_pairs(signals.ad[at], signals.value[at])
    several = np.bincount(ads)[ads] > 1
    shown = zip(ads[several].tolist(), prices[several].tolist(), strict=True)
    lists = (
        (ad, frozenset(one for _, one in some)) for ad, some in groupby(shown, key=itemgetter(0))
    )
    for network, its in groupby(lists, key=lambda one: int(facts.network[one[0]])):
        found: Lists = {}
        for ad, some in its:
            found.setdefault(int(facts.provider[ad]), {}).setdefault(some, ad)
        yield network, dict(sorted(found.items(), key=lambda it: view.first_of_provider[it[0]]))
