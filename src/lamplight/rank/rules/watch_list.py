"""Values of the network that somebody is looking for.

View -> find -> (number of the network, Finding), one for each value on a list

Hashes are sensitive: a picture's is never part of the sentence.
"""

from collections.abc import Iterator
from itertools import groupby

from lamplight.extract.shown import shown
from lamplight.model import BankHit
from lamplight.rank.finding import Finding
from lamplight.rank.view import View

PICTURE_FULL = 10
PICTURE_LIMIT = 31
"""Bits of distance up to which a picture counts in full, and at which it counts by half."""


def find(view: View) -> Iterator[tuple[int, Finding]]:
    network_of = view.facts.network
    for network, hits in groupby(_shown(view), key=lambda one: int(network_of[one[0]])):
        found: dict[tuple[str, str, str], list[tuple[int, BankHit]]] = {}
        for ad, hit in hits:
            found.setdefault((hit.bank, hit.kind, hit.value), []).append((ad, hit))
        for (bank, kind, value), pairs in sorted(found.items()):
            nearest = min(hit.distance for _, hit in pairs)
            what = (
                f"{kind} {shown(kind, value)} is"
                if kind != "picture"
                else f"picture within {nearest} bits is"
            )
            number = view.number_of((kind, value))
            yield (
                network,
                Finding(
                    f"The {what} on the watch list “{bank}” ({pairs[0][1].purpose})",
                    _strength(nearest),
                    [(ad, number) for ad, _ in pairs],
                ),
            )


def _shown(view: View) -> list[tuple[int, BankHit]]:
    """Hits that are not withheld: those are known_picture's."""
    return [hit for hit in view.facts.hits if not hit[1].withheld]


def _strength(distance: int) -> float:
    over = max(0, distance - PICTURE_FULL) / (PICTURE_LIMIT - PICTURE_FULL)
    return 1.0 - min(1.0, over) / 2
