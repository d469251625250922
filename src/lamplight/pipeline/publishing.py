"""The last stages: what a run derived, and its end, in one transaction.

Clusters, Ranking -> publish -> Summary

What linking found is stored while other processes rank. Until all is committed the pages show the
run before; from then on this one, whole.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from sqlalchemy import Connection

from lamplight.pipeline.journal import Journal
from lamplight.pipeline.linking import Clusters
from lamplight.pipeline.ranking import Ranking
from lamplight.store.ads import count_unread
from lamplight.store.clusters import add_redirects
from lamplight.store.derived import drop_derived
from lamplight.store.fits import LINK_WEIGHTS, save_fit
from lamplight.store.links import save_linked
from lamplight.store.memberships import add_members
from lamplight.store.packed_leads import Packed, add_packed
from lamplight.store.pictures import count_hashed, count_unread_pictures
from lamplight.store.runs import files_of, finish_run
from lamplight.store.signals import count_signals

Summary = dict[str, Any]
"""What ``run --json`` prints."""


def publish(journal: Journal, clusters: Clusters, ranking: Ranking) -> Summary:
    """Store everything, drop what runs before the last derived, and end the run."""
    with ExitStack() as transaction:
        with journal.stage("rank", ranking.networks, afresh=True):
            db = transaction.enter_context(journal.engine.begin())
            _store_clusters(db, journal, clusters)
            leads = ranking.leads(journal.tell)
        with journal.stage("publish", afresh=True, db=db):
            add_packed(db, journal.run, range(1, len(leads) + 1), leads)
            journal.beside(db, "publish", len(leads))
            summary = _summary(db, journal, clusters, leads)
            finish_run(db, journal.actor, journal.run, summary, ranking.ranker)
            transaction.close()
            journal.progress.advance(len(leads))
    return summary


def _store_clusters(db: Connection, journal: Journal, clusters: Clusters) -> None:
    run = journal.run
    drop_derived(db, run)
    add_members(db, run, clusters.numbers, clusters.providers.ids, clusters.networks.ids)
    add_redirects(db, run, clusters.providers.redirects)
    add_redirects(db, run, clusters.networks.redirects)
    save_linked(db, run, clusters.linked, clusters.numbers, clusters.networks.ids)
    if clusters.fitted:
        save_fit(db, journal.actor, LINK_WEIGHTS, clusters.linked.weights, run)


def _summary(
    db: Connection, journal: Journal, clusters: Clusters, leads: Sequence[Packed]
) -> Summary:
    files = files_of(db, journal.run)
    new, same = sum(file.new for file in files), sum(file.same for file in files)
    forgotten = sum(file.forgotten for file in files)
    stages = journal.rows()
    return {
        "run": journal.run,
        "ads": {
            "read": new + same + forgotten,
            "new": new,
            "same": same,
            "set_aside": sum(file.set_aside for file in files),
            "versions": sum(file.versions for file in files),
            "forgotten": forgotten,
            "with_unread_fields": count_unread(db, journal.run),
            "stored": len(clusters.numbers),
        },
        "signals": count_signals(db),
        "pictures": {"hashed": count_hashed(db), "faults": count_unread_pictures(db, journal.run)},
        "providers": len(set(clusters.providers.ids)),
        "networks": len(set(clusters.networks.ids)),
        "leads": len(leads),
        "stages": stages,
        "seconds": round(sum(float(stage["seconds"]) for stage in stages), 3),
    }
