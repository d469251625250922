"""What linking returns: row i is the ad of row i of the corpus.

Corpus, Constraints, Weights -> link.cluster.link_ads -> Linked
"""

from dataclasses import dataclass

from lamplight.arrays import I64
from lamplight.link.corpus import Weights
from lamplight.link.reasons import LinkTable
from lamplight.link.values import CutTable, UseTable


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """The clusters, and why.

    provider, network  I64[n] labels 0.. in order of first row; one provider lies in one network
    links              the links that were followed: a spanning forest of each cluster
    cuts               values that were split
    uses               every value shared by two ads or more
    weights            the bits that were used, given or fitted
    """

    provider: I64
    network: I64
    links: LinkTable
    cuts: CutTable
    uses: UseTable
    weights: Weights
