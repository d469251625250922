"""The last stages: what a run derived, and its end.

Clusters, Ranking -> publish -> Summary

What linking found is stored while other processes rank, in transactions of its own: it carries the
run's number, and nobody looks at a run that is not done. Leads and the run's end are one short
transaction. Until that is committed the pages show the run before; from then on this one, whole.
"""

from itertools import chain
from typing import Any

from sqlalchemy import Connection

from lamplight.pipeline.journal import Journal
from lamplight.pipeline.linking import Clusters
from lamplight.pipeline.ranking import Ranking
from lamplight.store.ads import count_unread
from lamplight.store.bulk import insert_columns
from lamplight.store.clusters import add_redirects
from lamplight.store.derived import clear_derived
from lamplight.store.engine import reading
from lamplight.store.fits import LINK_WEIGHTS, save_fit
from lamplight.store.links import linked_columns
from lamplight.store.memberships import member_columns
from lamplight.store.packed_leads import add_packed
from lamplight.store.pictures import count_hashed, count_unread_pictures
from lamplight.store.runs import files_of, finish_run
from lamplight.store.signals import count_signals

Summary = dict[str, Any]
"""What ``run --json`` prints."""


def publish(journal: Journal, clusters: Clusters, ranking: Ranking) -> Summary:
    """Store everything, and end the run."""
    with journal.stage("rank", ranking.networks, afresh=True):
        _store_clusters(journal, clusters)
        leads = ranking.leads(journal.tell)
    with journal.stage("publish", len(leads), afresh=True):
        with reading(journal.engine) as db:
            counts = _counts(db, journal.run)
        counts["ads"]["stored"] = len(clusters.numbers)
        counts["providers"] = len(clusters.providers.names)
        counts["networks"] = len(clusters.networks.names)
        counts["leads"] = len(leads)
        with journal.commit(len(leads)) as db:
            add_packed(db, journal.run, range(1, len(leads) + 1), leads)
            _lead_on(db, journal, clusters)
            stages = journal.rows()
            seconds = round(sum(float(stage["seconds"]) for stage in stages), 3)
            summary = {"run": journal.run, **counts, "stages": stages, "seconds": seconds}
            finish_run(db, journal.actor, journal.run, summary, ranking.ranker)
    return summary


def _store_clusters(journal: Journal, clusters: Clusters) -> None:
    """A table at a time; its rows are made while nobody waits."""
    engine, run = journal.engine, journal.run
    with engine.begin() as db:
        clear_derived(db, run)
    providers, networks = clusters.providers, clusters.networks
    for table, columns in chain(
        member_columns(run, clusters.numbers, providers.named, networks.named),
        linked_columns(run, clusters.linked, clusters.numbers, networks.names),
    ):
        with engine.begin() as db:
            insert_columns(db, table, columns)


def _lead_on(db: Connection, journal: Journal, clusters: Clusters) -> None:
    """Ids that others took the place of, and new weights, count at once whatever the run is."""
    add_redirects(db, journal.run, clusters.providers.redirects)
    add_redirects(db, journal.run, clusters.networks.redirects)
    if clusters.fitted:
        save_fit(db, journal.actor, LINK_WEIGHTS, clusters.linked.weights, journal.run)


def _counts(db: Connection, run: int) -> dict[str, Any]:
    files = files_of(db, run)
    new, same = sum(file.new for file in files), sum(file.same for file in files)
    forgotten = sum(file.forgotten for file in files)
    return {
        "ads": {
            "read": new + same + forgotten,
            "new": new,
            "same": same,
            "set_aside": sum(file.set_aside for file in files),
            "versions": sum(file.versions for file in files),
            "forgotten": forgotten,
            "with_unread_fields": count_unread(db, run),
        },
        "signals": count_signals(db),
        "pictures": {
            "hashed": count_hashed(db),
            "faults": count_unread_pictures(db, run),
            "new_faults": count_unread_pictures(db, run, since=run),
        },
    }
