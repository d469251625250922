"""What speaks for and against joining two clusters that stayed apart.

Corpus, labels, Weights -> weigh_two -> Weighing

The sum is the one that joins of two by two go by, taken after the last of them. Known limit: joins
by two values that meet more often than chance would have it ask what all other clusters show, and
are not counted here; and how likely strangers would have met is taken from the ads at hand alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lamplight.arrays import I64
from lamplight.link.bridges import LARGE, bits_between
from lamplight.link.copies import first_of
from lamplight.link.corpus import Constraints, Corpus, Weights
from lamplight.link.edges import Edges
from lamplight.link.evidence import evidence_of
from lamplight.link.names import Names
from lamplight.link.numbers import with_countries
from lamplight.link.ones import (
    LEAST_SHARED_BITS,
    shared_bits,
    weighed,
)
from lamplight.link.order import in_order
from lamplight.link.pairs import MOST_COPIES, pairs_of
from lamplight.link.places import places_of
from lamplight.link.reasons import LinkTable
from lamplight.link.shares import CONTACTS, shares_of
from lamplight.link.table import MOST_GROUPS, Table
from lamplight.link.trail import Trail
from lamplight.model import LinkReason

ONE_HOME = (
    "Enough for a join; but one of them shows no contact of its own, and such goes to the one that "
    "it fits best, never to two"
)
NOT_SAME = "A person said that they are not the same; that wins over any evidence"
UNTRIED = (
    "Enough for a join; but so many show it that not each two were tried, or something is newer "
    "than the last run"
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole sum of one join that was not made.

    reasons  each piece of evidence, strongest first; none where nothing is shared
    bits     their sum
    least    a join with less is not made
    why      the rule that kept the two apart, a sentence
    """

    reasons: tuple[LinkReason, ...]
    bits: float
    least: float
    why: str


def weigh_two(
    corpus: Corpus, labels: I64, pair: tuple[int, int], decided: Constraints, weights: Weights
) -> Weighing:
    """The sum for the clusters that two labels name.

    corpus  all ads of every cluster that shows anything that one of the two shows
    labels  I64[n] of all its ads, 0.. without gaps
    """
    held = {frozenset(both) for both in labels[decided.not_same].tolist()}
    corpus, order = in_order(corpus)
    corpus, short = with_countries(corpus, decided.ignored | decided.restored)
    labels = labels[order]
    shares = shares_of(corpus, decided.ignored)
    first = first_of(corpus, shares)
    own = (first == np.arange(len(first))) | (labels[first] != labels)
    table = Table(labels, shares.of_rows(own), weights)
    names, two = Names(corpus, shares, order, short), table.of(pair)
    stays = Trail.of_ads(corpus.day, places_of(corpus)).of(labels)
    edges = weighed(two, pairs_of(two, stays), stays)
    evidence = evidence_of(edges, labels, names, np.arange(len(shares.kind)))
    reasons = LinkTable(evidence, names.of)[0].reasons if len(edges) else ()
    worn = (*_worn(two, names), *_ignored(corpus, labels, pair, decided))
    bits = round(sum(reason.bits for reason in reasons), 2)
    ads = int(np.bincount(labels[own], minlength=max(pair) + 1)[list(pair)].min())
    least = _least(two, pair, ads)
    why = NOT_SAME if frozenset(pair) in held else _why(edges, two, pair, least)
    return Weighing(reasons + worn, bits, least, why)


def _least(two: Table, pair: tuple[int, int], ads: int) -> float:
    """What their join must be worth; ads are those of the smaller one."""
    kinds = two.kind[_shown(two) > 1]
    contacts = int(two.reach[list(pair)].min()) - int((kinds < CONTACTS).sum())
    return bits_between(two.weights["least"], ads, kinds, max(contacts, 0))


def _shown(two: Table) -> I64:
    """How many of the two show each value."""
    return np.bincount(two.listed()[1], minlength=len(two.kind))


def _worn(two: Table, names: Names) -> Iterator[LinkReason]:
    """Values that both show and that join nobody by themselves, since too many others do."""
    shown = _shown(two)
    most = np.where(two.kind < CONTACTS, MOST_GROUPS, MOST_COPIES)
    for value in np.flatnonzero((shown > 1) & (two.groups > most)).tolist():
        kind, name = names.of(value)
        shown_as = f"the {kind} {name}" if two.kind[value] < CONTACTS else f"a {kind}"
        text = f"Both show {shown_as}, as do {two.groups[value]:,} groups of ads: too many"
        yield LinkReason(kind, name, text, 0.0)


def _ignored(
    corpus: Corpus, labels: I64, pair: tuple[int, int], decided: Constraints
) -> Iterator[LinkReason]:
    """Values that both show and that a person said join nobody."""
    for kind, name in sorted(decided.ignored.intersection(corpus.values)):
        rows = corpus.signal_row[corpus.signal_value == corpus.values.index((kind, name))]
        if set(pair) <= set(labels[rows].tolist()):
            text = f"Both show the {kind} {name}, which a person said joins nobody"
            yield LinkReason(kind, name, text, 0.0)


def _why(edges: Edges, two: Table, pair: tuple[int, int], least: float) -> str:
    if not len(edges):
        return "Nothing that both show could join them"
    bits, shared = float(edges["bits"][0]), float(shared_bits(edges, two.weights)[0])
    if bits < two.weights["least"]:
        return f"A join needs {least:.1f} bits; {least - bits:.1f} are missing"
    if bits < least:
        return (
            f"Enough for a join of a few ads; but each of the two has {LARGE} or more, and they "
            f"have next to nothing in common: such a join needs {least:.1f} bits"
        )
    if shared < LEAST_SHARED_BITS:
        return (
            f"What they share is worth {shared:.1f} bits, and a join needs {LEAST_SHARED_BITS:.1f} "
            "of that kind: one place and time are not enough"
        )
    left, right = pair
    return ONE_HOME if two.reachable[left] != two.reachable[right] else UNTRIED
