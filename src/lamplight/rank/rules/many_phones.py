"""One provider's ads show three phones or more within a month.

View -> find -> (number of the network, Finding)

Of one provider, not of the network: a larger network has more phones without meaning anything.
Ads without a time count as of one month. Strength: the share of the network's providers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from lamplight.rank.facts import NEVER, Known, different_pairs
from lamplight.rank.finding import Finding
from lamplight.rank.recency import DAY
from lamplight.rank.view import View

SEVERAL = 3
MONTH = 30 * DAY

Use = tuple[int, int, int]
"""When, number of the phone, row of the ad."""


def find(view: View) -> Iterator[tuple[int, Finding]]:
    facts = view.facts
    providers = facts.distinct(facts.provider)
    shown: dict[int, list[dict[int, int]]] = {}
    for network, uses in _uses(view):
        if phones := _phones(uses, facts.signals.known):
            shown.setdefault(network, []).append(phones)
    for network, several in shown.items():
        most, of = max(several, key=len), int(providers[network])
        yield (
            network,
            Finding(
                f"{len(most)} different phones on one provider's ads within a month"
                + (f", likewise for {len(several)} of {of} providers" if of > 1 else ""),
                len(several) / of,
                [(ad, phone) for phone, ad in most.items()],
            ),
        )


def _uses(view: View) -> Iterator[tuple[int, list[Use]]]:
    """(number of the network, uses of phones) of each provider with SEVERAL; in order of ads."""
    facts, signals = view.facts, view.facts.signals
    at = signals.of("phone")
    provider, value = facts.provider[signals.ad[at]], signals.value[at]
    phones = np.bincount(different_pairs(provider, value)[0], minlength=1)
    at = at[phones[provider] >= SEVERAL]
    ad = signals.ad[at]
    columns = facts.provider[ad], facts.seen[ad], signals.value[at], ad
    uses: dict[int, list[Use]] = {}
    for one, *use in dict.fromkeys(zip(*(it.tolist() for it in columns), strict=True)):
        uses.setdefault(one, []).append((use[0], use[1], use[2]))
    first = view.first_of_provider
    for one in sorted(uses, key=first.__getitem__):
        yield int(facts.network[first[one]]), uses[one]


def _phones(uses: Sequence[Use], known: Sequence[Known]) -> dict[int, int]:
    """The first month's phones in which there are several, each with an ad; empty: none such."""
    dated = sorted(
        (use for use in uses if use[0] != NEVER), key=lambda use: (use[0], known[use[1]])
    )
    undated = {phone: ad for seen, phone, ad in uses if seen == NEVER}
    count: Counter[int] = Counter()
    first = 0
    for last, (seen, phone, _) in enumerate(dated):
        count[phone] += 1
        while dated[first][0] < seen - MONTH:
            count[dated[first][1]] -= 1
            count += Counter()  # lets go of phones that are out of the month
            first += 1
        if len(count) >= SEVERAL:
            return {use[1]: use[2] for use in dated[first : last + 1]}
    return undated if len(undated) >= SEVERAL else {}
