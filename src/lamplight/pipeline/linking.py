"""The fourth stage: all stored ads to providers and networks, under the names they had before.

stored ads, decisions, weights -> link_stored -> Clusters
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from lamplight.decide.constraints import constraints_of
from lamplight.link.cluster import link_ads
from lamplight.link.identity import Identity, carry_ids
from lamplight.link.linked import Linked
from lamplight.pipeline.indexing import indexing_values
from lamplight.pipeline.journal import Journal
from lamplight.store.clusters import all_members, former_members
from lamplight.store.corpus import corpus_of, read_ads
from lamplight.store.decisions import load_decisions
from lamplight.store.derived import COLLECTED
from lamplight.store.engine import reading, refresh_statistics
from lamplight.store.fits import LINK_WEIGHTS, newest_fit


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """What linking found.

    numbers    the ads' numbers; row i of linked is the ad of numbers[i]
    providers, networks  ids of each row, and those that lead on elsewhere
    fitted     True where the weights are new
    """

    numbers: list[int]
    linked: Linked
    providers: Identity
    networks: Identity
    fitted: bool


def link_stored(journal: Journal, *, refit: bool) -> Clusters:
    """Link every stored ad; weights are fitted only where none are stored, or on demand."""
    with journal.stage("link", afresh=True):
        with indexing_values(journal.engine) as indexed:
            with reading(journal.engine) as db:
                ads = read_ads(db)
            indexed()
        refresh_statistics(journal.engine, COLLECTED)
        with reading(journal.engine) as db:
            numbers, corpus = corpus_of(db, ads)
            previous = all_members(db)
            weights = None if refit else newest_fit(db, LINK_WEIGHTS)
            row_of = {number: row for row, number in enumerate(numbers)}
            constraints = constraints_of(load_decisions(db), row_of)
            former = _former(db, row_of)
        linked = link_ads(corpus, constraints, weights)
        before = [previous.get(number, (None, None)) for number in numbers]
        providers = carry_ids(
            [it[0] for it in before], linked.provider, corpus.keys, "p", former[0]
        )
        networks = carry_ids([it[1] for it in before], linked.network, corpus.keys, "n", former[1])
        journal.tell(len(numbers))
    return Clusters(numbers, linked, providers, networks, weights is None)


def _former(
    db: Connection, row_of: Mapping[int, int]
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Ids of providers and of networks that lead on to others, with the rows they had."""
    rows = {
        id: [row_of[ad] for ad in had if ad in row_of] for id, had in former_members(db).items()
    }
    providers = {id: had for id, had in rows.items() if id.startswith("p")}
    return providers, {id: had for id, had in rows.items() if id not in providers}
