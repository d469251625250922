"""One provider's ads show three phones or more within a month.

View -> find -> Finding

Of one provider, not of the network: a larger network has more phones without meaning anything.
Ads without a time count as of one month. Strength: the share of the network's providers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View, values

SEVERAL = 3
MONTH = timedelta(days=30)


def find(view: View) -> Iterator[Finding]:
    shown = [phones for ads in view.providers.values() if (phones := _phones(ads))]
    if not shown:
        return
    most = max(shown, key=len)
    several = len(view.providers) > 1
    yield Finding(
        f"{len(most)} different phones on one provider's ads within a month"
        + (f", likewise for {len(shown)} of {len(view.providers)} providers" if several else ""),
        len(shown) / len(view.providers),
        [Mark(ad, ("phone", phone)) for phone, ad in most.items()],
    )


def _phones(ads: Sequence[AdFacts]) -> dict[str, AdFacts]:
    """The first month's phones in which there are several, each with an ad; empty: none such."""
    if len(set().union(*[values(ad, "phone") for ad in ads])) < SEVERAL:
        return {}
    uses = [(ad, phone) for ad in ads for phone in values(ad, "phone")]
    dated = sorted(
        ((ad.seen_at, phone, ad) for ad, phone in uses if ad.seen_at), key=lambda use: use[:2]
    )
    undated = {phone: ad for ad, phone in uses if not ad.seen_at}
    count: Counter[str] = Counter()
    first = 0
    for last, (seen_at, phone, _) in enumerate(dated):
        count[phone] += 1
        while dated[first][0] < seen_at - MONTH:
            count[dated[first][1]] -= 1
            count += Counter()  # lets go of phones that are out of the month
            first += 1
        if len(count) >= SEVERAL:
            return {use[1]: use[2] for use in dated[first : last + 1]}
    return undated if len(undated) >= SEVERAL else {}
