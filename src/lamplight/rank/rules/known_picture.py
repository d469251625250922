"""Pictures of the network that are in a bank of what must not be shown.

View -> find -> (number of the network, Finding), one for each such bank

Hashes are sensitive: none is part of the sentence.
"""

from collections.abc import Iterator
from itertools import groupby

from lamplight.counted import counted
from lamplight.rank.facts import NONE
from lamplight.rank.finding import Finding
from lamplight.rank.view import View


def find(view: View) -> Iterator[tuple[int, Finding]]:
    network_of = view.facts.network
    held = [(ad, hit) for ad, hit in view.facts.hits if hit.withheld]
    for network, hits in groupby(held, key=lambda one: int(network_of[one[0]])):
        found: dict[tuple[str, str], set[int]] = {}
        for ad, hit in hits:
            found.setdefault((hit.bank, hit.purpose), set()).add(ad)
        for (bank, purpose), ads in sorted(found.items()):
            text = (
                f"Held: pictures of {counted(len(ads), 'ad')} match the known list "
                f"“{bank}” ({purpose}); they are shown nowhere"
            )
            yield network, Finding(text, 1.0, [(ad, NONE) for ad in sorted(ads)])
