"""Several people reached by one phone, e-mail address or handle.

View -> find -> Finding

Strength grows with the number of people: a third for two, all for four and more.
"""

from collections.abc import Iterator

from lamplight.rank.finding import Finding
from lamplight.rank.view import SHOWN, View, evidence_of

MANY = 4


def find(view: View) -> Iterator[Finding]:
    people = {
        contact: {ad.provider_id: ad for ad in reversed(ads)}
        for contact, ads in view.contacts.items()
    }
    widest = min(people, key=lambda contact: (-len(people[contact]), contact), default=None)
    if widest is None or len(people[widest]) < 2:
        return
    kind, value = widest
    shown = sorted(people[widest].values(), key=lambda ad: (ad.source, ad.id))[:SHOWN]
    yield Finding(
        f"{len(people[widest])} different people are reached by one {kind}, {value}",
        min(1.0, (len(people[widest]) - 1) / (MANY - 1)),
        tuple(evidence_of(ad, kind, value) for ad in shown),
    )
