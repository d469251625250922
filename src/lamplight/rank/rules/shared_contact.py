"""Several providers reached by one phone, e-mail address or handle.

View -> find -> (number of the network, Finding)

Strength grows with the number of providers: a third for two, all for four and more.
"""

from collections.abc import Iterator

from lamplight.extract.shown import shown
from lamplight.rank.finding import Finding
from lamplight.rank.view import View, first_of_each

MANY = 4


def find(view: View) -> Iterator[tuple[int, Finding]]:
    known, provider = view.facts.signals.known, view.facts.provider
    for network, contacts in view.shared_contacts(provider):
        first = {value: first_of_each(provider, rows) for value, rows in contacts}
        widest = min(first, key=lambda value: (-len(first[value]), known[value]))
        several, kind = len(first[widest]), known[widest][0]
        yield (
            network,
            Finding(
                f"{several} providers, told apart by pictures or words, are reached by one {kind}, "
                f"{shown(*known[widest])}",
                min(1.0, (several - 1) / (MANY - 1)),
                [(ad, widest) for ad in first[widest].values()],
            ),
        )
