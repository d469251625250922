"""The fourth stage: all stored ads to providers and networks, under the names they had before.

stored ads, decisions, weights -> link_stored -> Clusters
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import call

import numpy as np

from lamplight.arrays import I64, Bool
from lamplight.decide.constraints import constraints_of
from lamplight.link.cluster import link_ads
from lamplight.link.identity import Before, Identity, carry_ids
from lamplight.link.linked import Linked
from lamplight.pipeline.ahead import handing_over
from lamplight.pipeline.indexing import indexing_values
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.memory import freed_kept, give_back
from lamplight.store.ad_facts import AdFacts
from lamplight.store.ads import count_ads
from lamplight.store.at_hand import AtHand, read_ads
from lamplight.store.clusters import all_homes, former_members
from lamplight.store.corpus import corpus_of
from lamplight.store.decisions import load_decisions
from lamplight.store.derived import COLLECTED
from lamplight.store.engine import reading, refresh_statistics
from lamplight.store.fits import LINK_WEIGHTS, newest_fit
from lamplight.store.memberships import Homes

_READING = 0.4
"""Share of the stage that reading takes, where much is new; the rest is linking, but for the last
tenth."""
_LINKED = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """What linking found.

    numbers    I64[n] the ads' numbers; row i of linked is the ad of numbers[i]
    providers, networks  ids of each row, and those that lead on elsewhere
    before     where ads were in the run before
    fitted     True where the weights are new
    ads        what ranking reads of them
    """

    numbers: I64
    linked: Linked
    providers: Identity
    networks: Identity
    before: Homes
    fitted: bool
    ads: AdFacts


def link_stored(journal: Journal, at_hand: AtHand, *, refit: bool) -> Clusters:
    """Link every stored ad; weights are fitted only where none are stored, or on demand.

    at_hand  ads that need not be read
    """
    with reading(journal.engine) as db:
        total = count_ads(db)
    with (
        journal.stage("link", total, afresh=True),
        freed_kept(),
        indexing_values(journal.engine) as indexed,
        handing_over(call) as beside,
    ):
        with reading(journal.engine) as db:
            ads = read_ads(db, at_hand, lambda it: journal.reach(_READING * it / total), beside)
            before, former = all_homes(db), former_members(db)
            weights = None if refit else newest_fit(db, LINK_WEIGHTS)
            decisions = load_decisions(db)
        give_back()
        corpus, facts = corpus_of(ads), ads.facts
        del ads
        numbers = facts.number
        row_of = _rows(numbers) if decisions else {}
        linked = link_ads(
            corpus,
            constraints_of(decisions, row_of),
            weights,
            lambda share: journal.reach(_READING + (_LINKED - _READING) * share),
        )
        providers, networks = _identities(before, former, numbers, linked, corpus.keys)
        indexed()
        refresh_statistics(journal.engine, COLLECTED)
        journal.reach(1.0)
    return Clusters(numbers, linked, providers, networks, before, weights is None, facts)


def _identities(
    previous: Homes,
    former: Mapping[str, Sequence[int]],
    number: I64,
    linked: Linked,
    keys: Sequence[str],
) -> tuple[Identity, Identity]:
    """Of providers and of networks: those of the run before, where they go on."""
    row, there = _places(number, previous.ad)
    rows = {}
    for id, had in former.items():
        found, known = _places(number, np.array(had, np.int64))
        rows[id] = found[known].tolist()
    networks, network_of = previous.network()
    before = np.full((2, len(number)), -1)
    before[:, row[there]] = previous.home[there], network_of[there]
    provider, network = (
        carry_ids(
            Before(names, of, {id: had for id, had in rows.items() if id.startswith(prefix)}),
            labels,
            keys,
            prefix,
        )
        for prefix, labels, names, of in zip(
            "pn",
            (linked.provider, linked.network),
            (previous.providers, networks),
            before,
            strict=True,
        )
    )
    return provider, network


def _places(numbers: I64, wanted: I64) -> tuple[I64, Bool]:
    """Where some numbers stand among those that are sorted, and which of them do."""
    place = np.searchsorted(numbers, wanted)
    return place, np.append(numbers, -1)[place] == wanted


def _rows(numbers: I64) -> dict[int, int]:
    return {number: row for row, number in enumerate(numbers.tolist())}
