"""The fifth stage: networks with all that is known of them to leads, best first.

Clusters, indicators, watch lists -> rank_stored -> leads
Connection, network, indicators -> score_again -> Scored
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from lamplight.collect.indicators import read_indicators
from lamplight.model import Lead
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.linking import Clusters
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import Facts
from lamplight.rank.indicators import Indicator
from lamplight.rank.queue import rank_networks
from lamplight.rank.score import Scored, Scorer
from lamplight.rank.view import view_of
from lamplight.store.banks import load_watch
from lamplight.store.clusters import load_members
from lamplight.store.engine import reading
from lamplight.store.facts import Network, read_facts
from lamplight.store.fits import CALIBRATION, newest_fit
from lamplight.store.runs import load_run, need_done_run


def rank_stored(journal: Journal, clusters: Clusters, indicators: str) -> list[Lead]:
    """Every network as a lead. What is recent is so at the run's start, so that a run that goes on
    ranks as it would have without the pause."""
    networks = _networks(clusters)
    wanted = read_indicators(Path(indicators) if indicators else None)
    with journal.stage("rank", len(networks), afresh=True), reading(journal.engine) as db:
        now = load_run(db, journal.run).started_at
        facts = _told(journal, read_facts(db, networks, load_watch(db)))
        return rank_networks(facts, wanted, now, _calibration(db))


def score_again(db: Connection, network: str, indicators: Sequence[Indicator]) -> Scored:
    """A network's reasons at the start of the newest run that is done, each with all its ads."""
    members = {member.ad: member.provider for member in load_members(db, network)}
    (facts,) = read_facts(db, [(network, members)], load_watch(db))
    now = load_run(db, need_done_run(db)).started_at
    (scored,) = Scorer.of(indicators, marked=None).score(view_of(facts, now))
    return scored


def _networks(clusters: Clusters) -> list[Network]:
    """Each network's ads, in the order of its first ad."""
    found: dict[str, dict[int, str]] = {}
    for member in clusters.members():
        found.setdefault(member.network, {})[member.ad] = member.provider
    return list(found.items())


def _told(journal: Journal, batches: Iterable[Facts]) -> Iterator[Facts]:
    """The same, telling how far it is; a lead is one item."""
    for facts in batches:
        yield facts
        journal.tell(len(facts.networks))


def _calibration(db: Connection) -> Calibration | None:
    stored = newest_fit(db, CALIBRATION)
    return None if stored is None else Calibration(**stored)
