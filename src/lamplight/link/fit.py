"""Fit the weights on a corpus, without labels.

Gathered, Trail -> fit_weights -> Weights

Method: place and time are the witness. Ads that two values have joined show how often pairs of one
operator meet in place and time; all pairs at large show how often strangers do. A kind of
evidence whose pairs meet as often as the first is all true, one whose pairs meet as rarely as the
second is all chance; in between, the share that is true follows (a mixture of two known parts).
Counts are small in small corpora, so each estimate starts from DEFAULT as if PRIOR_PAIRS had shown
it; and it may only take trust away, MOST_BITS at most: where texts or numbers are copied more than
usual, they join less, and no corpus can make its own strangers look alike.
Limit: without days or places nothing can be fitted and DEFAULT stands.
"""

from dataclasses import dataclass

import numpy as np

from lamplight.arrays import F64, I64
from lamplight.link.corpus import Weights
from lamplight.link.ones import OTHERS, own_of
from lamplight.link.pairs import pairs_of
from lamplight.link.shares import KINDS, TEXT
from lamplight.link.table import Table
from lamplight.link.trail import CLASSES, Stays, Trail
from lamplight.link.weigh import DEFAULT

PRIOR_PAIRS = 100.0
MOST_BITS = 2.0
LEAST_CONTRAST = 0.1  # below, operators and strangers meet equally often, which tells nothing
KNOWN = CLASSES[1:]
PHONE = KINDS.index("phone")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Clusters that two values have joined.

    before  I64[n] labels before the last limit that joined any
    joined  I64[k, 2] rows that it joined
    labels  I64[n] labels after it
    table   what these show
    stays   where they were
    """

    before: I64
    joined: I64
    labels: I64
    table: Table
    stays: Stays


def fit_weights(gathered: Gathered, trail: Trail) -> Weights:
    """Bits by name, for every name in DEFAULT; trail: of the ads."""
    before = trail.of(gathered.before)
    left, right = gathered.before[gathered.joined].T
    own = _counts(before.classes(left, right))
    weights = dict(DEFAULT)
    if not own.sum():
        return weights
    witness = _Witness(float(own[0] / own.sum()), before.meeting_share())
    if witness.own - witness.strange >= LEAST_CONTRAST:
        weights.update(_kinds(gathered.table, gathered.stays, witness))
    return weights


@dataclass(frozen=True, slots=True)
class _Witness:
    """Share of pairs, of one operator and of strangers, that were together."""

    own: float
    strange: float

    def bits(self, classes: I64, default: float) -> float:
        """Log2 odds that pairs of these classes are of one operator, about default."""
        counts = _counts(classes)
        pairs = counts.sum()
        met = counts[0] / max(pairs, 1.0)
        true = np.clip((met - self.strange) / (self.own - self.strange), 0.0, 1.0)
        prior = 2**default / (1 + 2**default)
        share = (true * pairs + prior * PRIOR_PAIRS) / (pairs + PRIOR_PAIRS)
        return _near(float(np.log2(share / (1 - share))), default)


def _kinds(table: Table, stays: Stays, witness: _Witness) -> dict[str, float]:
    """What sharing a value of each kind says, and what contacts of one's own take from it."""
    pairs = pairs_of(table, stays)
    classes = stays.classes(pairs.low, pairs.high)
    against = own_of(table, pairs.low, pairs.high)
    alone = (pairs.second < 0) & (table.groups[pairs.first] <= 3)
    fitted: dict[str, float] = {}
    for kind, name in enumerate(KINDS):
        of_kind = alone & (table.kind[pairs.first] == kind) & (against == 0)
        fitted[name] = witness.bits(classes[of_kind], DEFAULT[name])
    for kind, other in ((PHONE, "own"), (PHONE, "both own"), (TEXT, "other contact")):
        name, place = KINDS[kind], OTHERS.index(other)
        of_kind = alone & (table.kind[pairs.first] == kind) & (against == place)
        bits = witness.bits(classes[of_kind], DEFAULT[name] + DEFAULT[other]) - fitted[name]
        fitted[other] = _near(bits, DEFAULT[other])
    return fitted


def _counts(classes: I64) -> F64:
    """How many of each of KNOWN."""
    return np.bincount(classes, minlength=len(CLASSES))[1:].astype(np.float64)


def _near(bits: float, default: float) -> float:
    return round(float(np.clip(bits, default - MOST_BITS, default)), 2)
