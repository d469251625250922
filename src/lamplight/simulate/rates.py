"""What kinds of operators a made-up world holds, and how often each shows what.

random -> draw_kind, draw_size, draw_harm, draw_label

The directions follow the tested and the expert signs that docs/worlds.md names; the sizes are this
project's own guesses, stated there, and overlap on purpose: an openly run agency looks much like a
controlled network, and a harmed person who works alone looks like anybody. Nothing here is read
from, or by, the ranking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import accumulate
from operator import attrgetter
from random import Random

from lamplight.simulate.draw import between, pick, pick_weighted


@dataclass(frozen=True, slots=True)
class Structure:
    """Shares of networks that show a structural sign.

    shared_phone    its people answer to the same numbers
    several_phones  two to four numbers in turn
    scattered       its people are in different cities at the same time
    moving          they go from city to city, besides those whom the profile sends touring
    same_price      the same prices whoever it is
    same_text       one text for several people
    same_picture    the same pictures under several people
    handed_on       another name answers to the same contact now and then
    foreign_code    the number's area code lies elsewhere
    wallet          a deposit is asked for, to a wallet
    """

    shared_phone: float = 0.0
    several_phones: float = 0.04
    scattered: float = 0.0
    moving: float = 0.0
    same_price: float = 0.0
    same_text: float = 0.0
    same_picture: float = 0.0
    handed_on: float = 0.02
    foreign_code: float = 0.15
    wallet: float = 0.02


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of operator.

    share      of all operators
    providers  fewest and most people (or posting identities) behind it
    ads        ads of one provider, drawn evenly
    harmed     chance that the people behind it are exploited
    free, held structural signs where they are not, and where they are
    """

    share: float
    providers: tuple[int, int]
    ads: tuple[int, ...]
    harmed: float
    free: Structure
    held: Structure


_SOLO = (1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 14, 18, 24, 36)

KINDS: Mapping[str, Kind] = {
    "independent": Kind(
        share=0.80,
        providers=(1, 1),
        ads=_SOLO,
        harmed=0.012,
        free=Structure(),
        held=Structure(several_phones=0.25, moving=0.25, handed_on=0.15, foreign_code=0.4),
    ),
    "pair": Kind(
        share=0.08,
        providers=(2, 2),
        ads=_SOLO,
        harmed=0.03,
        free=Structure(shared_phone=0.5, same_price=0.3, same_picture=0.15, handed_on=0.05),
        held=Structure(
            **{"shared_phone": 0.8, "several_phones": 0.3, "moving": 0.4, "same_price": 0.6},
            **{"same_text": 0.3, "same_picture": 0.2, "handed_on": 0.3, "foreign_code": 0.4},
        ),
    ),
    "agency": Kind(
        share=0.04,
        providers=(3, 8),
        ads=(3, 5, 7, 9, 12),
        harmed=0.10,
        free=Structure(
            **{"shared_phone": 0.95, "several_phones": 0.15, "scattered": 0.1, "moving": 0.05},
            **{"same_price": 0.8, "same_text": 0.5, "same_picture": 0.2, "handed_on": 0.15},
        ),
        held=Structure(
            **{"shared_phone": 0.95, "several_phones": 0.4, "scattered": 0.4, "moving": 0.4},
            **{"same_price": 0.85, "same_text": 0.6, "same_picture": 0.3, "handed_on": 0.35},
        ),
    ),
    "controlled": Kind(
        share=0.03,
        providers=(3, 10),
        ads=(2, 4, 6, 8, 10, 13),
        harmed=0.75,
        free=Structure(
            **{"shared_phone": 0.85, "several_phones": 0.3, "scattered": 0.2, "moving": 0.2},
            **{"same_price": 0.7, "same_text": 0.5, "same_picture": 0.25, "handed_on": 0.2},
        ),
        held=Structure(
            **{"shared_phone": 0.85, "several_phones": 0.6, "scattered": 0.5, "moving": 0.6},
            **{"same_price": 0.8, "same_text": 0.6, "same_picture": 0.3, "handed_on": 0.5},
            **{"foreign_code": 0.5, "wallet": 0.08},
        ),
    ),
    "spam": Kind(
        share=0.05,
        providers=(1, 1),
        ads=(8, 12, 20, 30, 45, 60),
        harmed=0.0,
        free=Structure(several_phones=0.3, scattered=0.9, handed_on=0.9, foreign_code=0.8),
        held=Structure(),
    ),
}

KNOWN = {True: 0.70, False: 0.50}
"""Share of harmed, and of other, networks about which anybody knows anything."""

WRONG = {True: 0.08, False: 0.005}
"""Share of the known labels that are wrong: harm goes unseen more often than it is imagined."""

_TRAITS = tuple(field.name for field in fields(Structure))
_shares = attrgetter(*_TRAITS)
_NAMES = tuple(KINDS)
_SHARES = tuple(accumulate(kind.share for kind in KINDS.values()))


def draw_kind(random: Random) -> str:
    """The name of a kind, as often as its share says."""
    return pick_weighted(_NAMES, _SHARES, random)


def draw_size(kind: Kind, random: Random) -> list[int]:
    """Ads of each provider."""
    return [pick(kind.ads, random) for _ in range(between(*kind.providers, random))]


def draw_traits(structure: Structure, random: Random) -> frozenset[str]:
    """Names of the structural signs that one network shows."""
    shares = zip(_TRAITS, _shares(structure), strict=True)
    return frozenset([trait for trait, share in shares if random.random() < share])


def draw_label(random: Random, *, harmed: bool) -> int | None:
    """What is known of a network: mostly right, often nothing."""
    if random.random() >= KNOWN[harmed]:
        return None
    return int(harmed != (random.random() < WRONG[harmed]))
