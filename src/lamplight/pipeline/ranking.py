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
from pathlib import Path

from sqlalchemy import Connection, Engine

from lamplight.bank.match import Watch
from lamplight.collect.indicators import read_indicators
from lamplight.pipeline.carrying import Day, carry, ranker_of
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.linking import Clusters
from lamplight.pipeline.processes import processes
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import microseconds
from lamplight.rank.indicators import Indicator
from lamplight.rank.queue import leads_of, place
from lamplight.rank.recency import recencies
from lamplight.rank.score import Scored, Scorer
from lamplight.rank.view import view_of
from lamplight.store.banks import load_watch
from lamplight.store.clusters import load_members
from lamplight.store.engine import open_engine, reading
from lamplight.store.facts import Networks, read_facts
from lamplight.store.fits import CALIBRATION, newest_fit
from lamplight.store.packed_leads import Packed, pack
from lamplight.store.runs import load_run, need_done_run

BATCH = 50_000
"""Ads, with those that the last network has beyond."""
WORTH_PROCESSES = 200_000
"""Ads; below it starting processes costs more than it brings."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every batch needs; now is the run's start, so that a run that goes on ranks as it would
    have without the pause."""

    indicators: Sequence[Indicator]
    watch: Watch
    now: datetime
    calibration: Calibration | None


@dataclass(frozen=True, slots=True)
class _Ranker:
    engine: Engine
    asked: _Asked
    scorer: Scorer

    @classmethod
    def of(cls, engine: Engine, asked: _Asked) -> "_Ranker":
        return cls(engine, asked, Scorer.of(asked.indicators))

    def rank(self, networks: Networks) -> list[Packed]:
        with reading(self.engine) as db:
            facts = read_facts(db, networks, self.asked.watch)
        found = leads_of(facts, self.scorer, self.asked.now, self.asked.calibration)
        lasting = recencies(facts, microseconds(self.asked.now))
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
def ranking(journal: Journal, clusters: Clusters, indicators: str) -> Iterator[Ranking]:
    """Those that have not changed keep their leads. Of the others many are ranked by processes that
    begin at once, few when their leads are asked for.

    None of them reads what this run derives.
    """
    networks = Networks.of(clusters.numbers, clusters.providers.ids, clusters.networks.ids)
    wanted = read_indicators(Path(indicators) if indicators else None)
    ranker, scorer = ranker_of(wanted), Scorer.of(wanted)
    with reading(journal.engine) as db:
        now = load_run(db, journal.run).started_at
        asked = _Asked(wanted, load_watch(db), now, _calibration(db))
        kept, left = carry(db, networks, ranker, Day(scorer, asked.watch, now, asked.calibration))
    if len(left.ad) < WORTH_PROCESSES:
        here = map(_Ranker(journal.engine, asked, scorer).rank, left.batches(BATCH))
        yield Ranking(len(networks.ids), ranker, chain([kept], here))
        return
    url = journal.engine.url.render_as_string(hide_password=False)
    with processes(_start, (url, asked)) as at_work:
        found = at_work.in_order(_work, left.batches(BATCH))
        yield Ranking(len(networks.ids), ranker, chain([kept], found))


def score_again(db: Connection, network: str, indicators: Sequence[Indicator]) -> Scored:
    """A network's reasons at the start of the newest run that is done, each with all its ads."""
    members = load_members(db, network)
    columns = (
        [it.ad for it in members],
        [it.provider for it in members],
        [it.network for it in members],
    )
    facts = read_facts(db, Networks.of(*columns), load_watch(db))
    now = load_run(db, need_done_run(db)).started_at
    (scored,) = Scorer.of(indicators, marked=None).score(view_of(facts, now))
    return scored


def _calibration(db: Connection) -> Calibration | None:
    stored = newest_fit(db, CALIBRATION)
    return None if stored is None else Calibration(**stored)


# In a process of the pool: what every batch needs is made ready once.
_ready: list[_Ranker] = []


def _start(url: str, asked: _Asked) -> None:
    _ready.append(_Ranker.of(open_engine(url, make=False), asked))


def _work(networks: Networks) -> list[Packed]:
    return _ready[0].rank(networks)
