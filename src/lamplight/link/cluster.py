"""Ads as columns -> providers and networks.

Corpus, Constraints -> link_ads -> Linked

Method: see grow. All work is done on the ads in order of what they say (see order), so that
neither clusters nor links hang on the order in which ads came, or on the names of their sources.
"""

from collections.abc import Callable

import numpy as np

from lamplight.link.bridges import too_weak
from lamplight.link.copies import first_of
from lamplight.link.corpus import Constraints, Corpus, Weights
from lamplight.link.edges import COPY, Edges, joined, joins_of, sure_edges
from lamplight.link.evidence import evidence_of
from lamplight.link.fit import fit_weights
from lamplight.link.grow import Growth, gather, grow
from lamplight.link.linked import Linked
from lamplight.link.names import Names
from lamplight.link.numbers import with_countries
from lamplight.link.order import in_order
from lamplight.link.places import places_of
from lamplight.link.providers import provider_edges
from lamplight.link.reasons import LinkTable
from lamplight.link.shares import Shares, shares_of, sharing
from lamplight.link.trail import Trail
from lamplight.link.values import cuts_of, uses_of
from lamplight.link.weigh import DEFAULT
from lamplight.match.hamming import number_by_first


def link_ads(
    corpus: Corpus,
    constraints: Constraints,
    weights: Weights | None = None,
    told: Callable[[float], None] = lambda _: None,
) -> Linked:
    """Providers and networks of the ads, with every link followed and every value cut.

    weights  None: fitted on the corpus, without labels
    told     is given what share of the work is done, as it was with a million ads
    """
    corpus, order = in_order(corpus)
    corpus, short = with_countries(corpus, constraints.ignored | constraints.restored)
    wording, shares = corpus.wording, shares_of(corpus, constraints.ignored)
    names = Names(corpus, shares, order, short)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    first = first_of(corpus, shares)
    copies = np.flatnonzero(first != np.arange(len(first)))
    twice = sure_edges(np.stack([first[copies], copies], axis=1), COPY)
    decided = sure_edges(place[constraints.same])
    growth = Growth(len(corpus), decided, place[constraints.not_same])
    restored = restored_edges(shares, names, constraints)
    growth.follow(joins_of(np.concatenate([twice, restored])))
    counts = first == np.arange(len(first))
    once = shares.of_rows(counts)
    trail = Trail.of_ads(corpus.day, np.where(sharing(once, len(corpus)), places_of(corpus), -1))
    told(0.2)
    gathered = gather(growth, once, trail)
    told(0.6)
    used = fit_weights(gathered, trail) if weights is None else {**DEFAULT, **weights}
    worth = grow(growth, once, gathered, used)
    told(0.75)
    growth.take_back(too_weak(growth.edges(), once, counts, used["least"]))
    network = growth.labels
    alone = network.copy()
    alone[copies] = len(alone) + copies
    persons = provider_edges(alone, once, wording)
    told(0.9)
    joining = shares.joining()
    inside = np.concatenate([twice, persons])
    provider, _ = joined(np.arange(len(corpus)), inside["left"], inside["right"], growth.apart)
    uses, number = uses_of(joining, gathered.labels, network, worth, names)
    return Linked(
        number_by_first(provider[place]),
        number_by_first(network[place]),
        LinkTable(evidence_of(growth.edges(), provider, names, number), uses.name_of),
        cuts_of(joining, network, uses, number, order),
        uses,
        used,
    )


def restored_edges(shares: Shares, names: Names, constraints: Constraints) -> Edges:
    """All ads that show a value which is not to be split, joined to the first of them."""
    wanted = constraints.restored
    parts = [sure_edges(np.empty((0, 2), np.int64))]
    named = zip(*names.of_all(np.arange(len(shares.kind) if wanted else 0)), strict=True)
    for value, name in enumerate(named):
        if name in wanted:
            rows = np.sort(shares.row[shares.value == value])
            pairs = np.stack([np.full(len(rows) - 1, rows[0]), rows[1:]], axis=1)
            parts.append(sure_edges(pairs, value))
    return np.concatenate(parts)
