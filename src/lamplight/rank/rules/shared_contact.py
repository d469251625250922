"""Several providers reached by one phone, e-mail address or handle.

View -> find -> Finding

Strength grows with the number of providers: a third for two, all for four and more.
"""

from collections.abc import Iterator

from lamplight.extract.shown import shown
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View

MANY = 4


def find(view: View) -> Iterator[Finding]:
    if len(view.providers) < 2:
        return
    providers = {
        contact: {ad.provider_id: ad for ad in reversed(ads)}
        for contact, ads in view.contacts.items()
    }
    widest = min(providers, key=lambda contact: (-len(providers[contact]), contact), default=None)
    if widest is None or len(providers[widest]) < 2:
        return
    kind, value = widest
    ads = sorted(providers[widest].values(), key=lambda ad: (ad.source, ad.id))
    several = len(providers[widest])
    yield Finding(
        f"{several} providers, told apart by pictures or words, are reached by one {kind}, "
        f"{shown(kind, value)}",
        min(1.0, (several - 1) / (MANY - 1)),
        [Mark(ad, widest) for ad in ads],
    )
