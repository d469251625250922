"""Which ads a decision about two sides has to name, so that it still holds after the next run.

ads of two sides, by provider -> pair_to_join, pairs_to_part -> pairs of ads

Joining needs one pair: linking then joins what hangs on either. Parting needs many: clusters
break and grow again around any of their ads, so that as many pairs as PAIRS are named, spread
over all providers.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, product, zip_longest
from math import isqrt

from lamplight.errors import BadInput

PAIRS = 5_000
Side = Mapping[str, Sequence[int]]
"""Provider -> numbers of its ads."""


def pair_to_join(left: Side, right: Side) -> tuple[int, int]:
    """The smallest ad of each side. Raises BadInput where both are one ad."""
    pair = min(chain(*left.values())), min(chain(*right.values()))
    if pair[0] == pair[1]:
        raise BadInput("both sides name the same ad; name two")
    return pair


def pairs_to_part(left: Side, right: Side) -> list[tuple[int, int]]:
    """All pairs, or PAIRS of them; where one side holds the other, the rest of it is the side.

    Raises BadInput where nothing is left to part.
    """
    ours, theirs = _spread(left), _spread(right)
    here, there = set(ours), set(theirs)
    if here < there:
        theirs = [ad for ad in theirs if ad not in here]
    elif there < here:
        ours = [ad for ad in ours if ad not in there]
    elif here & there:
        raise BadInput("both sides name the same ads; name two sides that differ")
    some = max(isqrt(PAIRS), PAIRS // max(1, min(len(ours), len(theirs))))
    ours, theirs = ours[:some], theirs[: max(1, PAIRS // min(some, len(ours)))]
    return list(product(ours, theirs))[:PAIRS]


def _spread(side: Side) -> list[int]:
    """The first ad of every provider, then every second one, and so on."""
    columns = zip_longest(*(sorted(side[provider]) for provider in sorted(side)))
    return [ad for column in columns for ad in column if ad is not None]
