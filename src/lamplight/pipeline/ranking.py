"""The fifth stage: networks with all that is known of them to leads, best first.

Clusters, indicators, watch lists -> ranking -> Ranking.leads
Connection, network, indicators -> score_again -> Scored

Each network is scored by itself, so that they are ranked in batches, on every processor where there
are many, and memory holds a batch for each.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection

from lamplight.pipeline.carrying import Day, carry, ranker_of
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.linking import Clusters
from lamplight.pipeline.processes import processes
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import Facts, microseconds
from lamplight.rank.indicators import Indicator
from lamplight.rank.queue import leads_of, place
from lamplight.rank.recency import recencies
from lamplight.rank.score import Scored, Scorer
from lamplight.rank.view import view_of
from lamplight.store.banks import load_watch
from lamplight.store.clusters import load_members
from lamplight.store.engine import reading
from lamplight.store.facts import Networks, facts_of, read_facts
from lamplight.store.fits import CALIBRATION, newest_fit
from lamplight.store.packed_leads import Packed, pack
from lamplight.store.picture_matches import hits_in, matched_ads
from lamplight.store.runs import load_run, need_done_run

BATCH = 50_000
"""Ads, with those that the last network has beyond."""
WORTH_PROCESSES = 200_000
"""Ads; below it starting processes costs more than it brings."""


@dataclass(frozen=True, slots=True)
class _Ranker:
    """now is the run's start, so that a run that goes on ranks as it would have without the
    pause."""

    scorer: Scorer
    now: datetime
    calibration: Calibration | None

    def rank(self, facts: Facts) -> list[Packed]:
        found = leads_of(facts, self.scorer, self.now, self.calibration)
        lasting = recencies(facts, microseconds(self.now))
        return [pack(lead, it) for lead, it in zip(found, lasting, strict=True)]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Networks that are being ranked.

    networks  how many
    ranker    tells what ranks them
    parts     leads of some of them at a time, as they are done
    """

    networks: int
    ranker: str
    parts: Iterator[list[Packed]]

    def leads(self, tell: Callable[[int], None]) -> list[Packed]:
        """Every network as a lead, best first; tell is given how many more are done."""
        found: list[Packed] = []
        for leads in self.parts:
            found += leads
            tell(len(leads))
        found.sort(key=lambda it: place(it.enough, it.score, it.network))
        return found


@contextmanager
def ranking(
    journal: Journal, clusters: Clusters, indicators: Sequence[Indicator]
) -> Iterator[Ranking]:
    """Those that have not changed keep their leads. Of the others many are ranked by processes that
    begin at once, few when their leads are asked for.

    None of them reads what this run derives.
    """
    providers, named = clusters.providers.named, clusters.networks.named
    networks = Networks.named(clusters.numbers, providers, named)
    ranker, scorer = ranker_of(indicators), Scorer.of(indicators)
    with reading(journal.engine) as db:
        now, watch = load_run(db, journal.run).started_at, load_watch(db)
        calibration = _calibration(db)
        day = Day(clusters.before, scorer, watch, now, calibration)
        kept, left = carry(db, networks, ranker, day)
        pictured = hits_in(db, matched_ads(db))
    facts = (facts_of(clusters.ads, some, watch, pictured) for some in left.batches(BATCH))
    if len(left.ad) < WORTH_PROCESSES:
        here = map(_Ranker(scorer, now, calibration).rank, facts)
        yield Ranking(len(networks.ids), ranker, chain([kept], here))
        return
    with processes(_start, (indicators, now, calibration)) as at_work:
        found = at_work.in_order(_work, facts)
        yield Ranking(len(networks.ids), ranker, chain([kept], found))


def score_again(db: Connection, network: str, indicators: Sequence[Indicator]) -> Scored:
    """A network's reasons at the start of the newest run that is done, each with all its ads."""
    members = load_members(db, network)
    columns = (
        [it.ad for it in members],
        [it.provider for it in members],
        [it.network for it in members],
    )
    scorer = Scorer.of(indicators, marked=None)
    facts = read_facts(db, Networks.of(*columns), load_watch(db), scorer.phrases)
    now = load_run(db, need_done_run(db)).started_at
    (scored,) = scorer.score(view_of(facts, now))
    return scored


def _calibration(db: Connection) -> Calibration | None:
    stored = newest_fit(db, CALIBRATION)
    return None if stored is None else Calibration(**stored)


# In a process of the pool: what every batch needs is made ready once.
_ready: list[_Ranker] = []


def _start(indicators: Sequence[Indicator], now: datetime, calibration: Calibration | None) -> None:
    _ready.append(_Ranker(Scorer.of(indicators), now, calibration))


def _work(facts: Facts) -> list[Packed]:
    return _ready[0].rank(facts)
