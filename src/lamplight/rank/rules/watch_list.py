"""Values of the network that somebody is looking for.

View -> find -> Finding, one for each value on a list

Hashes are sensitive: a picture's is never part of the sentence.
"""

from collections.abc import Iterator

from lamplight.extract.shown import shown
from lamplight.model import BankHit
from lamplight.rank.facts import AdFacts
from lamplight.rank.finding import Finding, Mark
from lamplight.rank.view import View

PICTURE_FULL = 10
PICTURE_LIMIT = 31
"""Bits of distance up to which a picture counts in full, and at which it counts by half."""


def find(view: View) -> Iterator[Finding]:
    found: dict[tuple[str, str, str], list[tuple[AdFacts, BankHit]]] = {}
    for ad in view.facts.ads:
        for hit in ad.hits:
            found.setdefault((hit.bank, hit.kind, hit.value), []).append((ad, hit))
    for (bank, kind, value), pairs in sorted(found.items()):
        nearest = min(hit.distance for _, hit in pairs)
        what = (
            f"{kind} {shown(kind, value)} is"
            if kind != "picture"
            else f"picture within {nearest} bits is"
        )
        yield Finding(
            f"The {what} on the watch list “{bank}” ({pairs[0][1].purpose})",
            _strength(nearest),
            [Mark(ad, (kind, value)) for ad, _ in pairs],
        )


def _strength(distance: int) -> float:
    over = max(0, distance - PICTURE_FULL) / (PICTURE_LIMIT - PICTURE_FULL)
    return 1.0 - min(1.0, over) / 2
