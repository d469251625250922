"""What is new between two runs: networks that are new, grew, merged, split, rose.

ads that each network before and each network now have in common, places in both queues
-> changes_between -> list[Change]

Only what a person would look at again is named: a network that only lost rank to others is not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

What = Literal["new", "grown", "merged", "split", "risen"]
RISEN_BITS = 1.0
"""By so much a score must rise, together with the rank: time alone moves scores a little."""

Flow = tuple[str | None, str, int]
"""A network before (None: ads that were not there), a network now, ads that both have."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A network's place in one run's queue; score in bits."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Change:
    """A network of now, and how it differs from before.

    what         why it is named, in the order of ``What``
    ads_new      its ads that were not there before
    came_from    the networks before that most of their ads brought here, where there are several
    split_from   the network before that it is a part of, where another kept that one's name
    rank_before, score_before  None: it was not in the queue
    """

    network_id: str
    what: tuple[What, ...]
    ads: int
    ads_new: int
    came_from: tuple[str, ...]
    split_from: str | None
    rank: int | None
    rank_before: int | None
    score: float | None
    score_before: float | None


def changes_between(
    flows: Iterable[Flow], before: Mapping[str, Standing], now: Mapping[str, Standing]
) -> list[Change]:
    """The best ranked first; those without a rank last."""
    arrived: dict[str, dict[str | None, int]] = defaultdict(dict)
    went: dict[str, dict[str, int]] = defaultdict(dict)
    for old, new, ads in flows:
        arrived[new][old] = ads
        if old is not None:
            went[old][new] = ads
    homes = {
        old: max(there, key=lambda new: (there[new], new == old, new))
        for old, there in went.items()
    }
    changes = (_change(new, from_, homes, before, now) for new, from_ in arrived.items())
    named = [change for change in changes if change.what]
    return sorted(named, key=lambda one: (one.rank is None, one.rank, one.network_id))


def _home(old: str, there: Mapping[str, int]) -> str:
    """Where most of a network's ads went; of equals the one that has its name."""
    return max(there, key=lambda new: (there[new], new == old, new))


def _change(
    network: str,
    arrived: Mapping[str | None, int],
    homes: Mapping[str, str],
    before: Mapping[str, Standing],
    now: Mapping[str, Standing],
) -> Change:
    known = sorted(old for old in arrived if old is not None)
    brought = tuple(old for old in known if homes[old] == network)
    parted = [old for old in known if homes[old] != network]
    largest = max(parted, key=lambda old: (arrived[old], old), default=None)
    split_from = largest if not brought else None
    stood, stands = before.get(network), now.get(network)
    ads_new = arrived.get(None, 0)
    true: dict[What, bool] = {
        "new": not known,
        "grown": bool(known) and ads_new > 0,
        "merged": len(brought) > 1,
        "split": split_from is not None,
        "risen": _risen(stood, stands),
    }
    return Change(
        network,
        tuple(what for what, holds in true.items() if holds),
        sum(arrived.values()),
        ads_new,
        brought if len(brought) > 1 else (),
        split_from,
        stands.rank if stands else None,
        stood.rank if stood else None,
        stands.score if stands else None,
        stood.score if stood else None,
    )


def _risen(stood: Standing | None, stands: Standing | None) -> bool:
    if stood is None or stands is None:
        return False
    return stands.rank < stood.rank and stands.score >= stood.score + RISEN_BITS
