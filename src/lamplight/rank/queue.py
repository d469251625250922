"""Networks in the order in which an hour of an investigator's work helps most.

Facts, Indicator -> rank_networks -> Lead

Networks are ranked, not ads: most ads show some sign (docs/indicators.md). Each network is scored
by itself, so that one network's place never depends on what another one's ads say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from lamplight.model import Lead
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import NEVER, NONE, Facts, moment
from lamplight.rank.indicators import Indicator
from lamplight.rank.score import Scorer
from lamplight.rank.view import view_of


def rank_networks(
    batches: Iterable[Facts],
    indicators: Sequence[Indicator],
    now: datetime,
    calibration: Calibration | None = None,
) -> list[Lead]:
    """A lead for every network, best first: those with enough evidence by score, then the others
    by score; ties by the network's id. Batches of networks may be streamed; each is let go."""
    scorer = Scorer.of(indicators)
    leads = [lead for facts in batches for lead in leads_of(facts, scorer, now, calibration)]
    leads.sort(key=lambda lead: place(lead.enough, lead.score, lead.network_id))
    return [replace(lead, rank=rank) for rank, lead in enumerate(leads, 1)]


def place(enough: bool, score: float, network_id: str) -> tuple[bool, float, str]:
    """What leads are sorted by."""
    return not enough, -score, network_id


def leads_of(
    facts: Facts, scorer: Scorer, now: datetime, calibration: Calibration | None
) -> Iterator[Lead]:
    """Without their ranks."""
    scored = scorer.score(view_of(facts, now))
    numbers = range(len(facts.networks))
    ads = np.bincount(facts.network, minlength=len(numbers)).tolist()
    providers = facts.distinct(facts.provider).tolist()
    cities, seen = _cities(facts), _first_and_last(facts)
    for number, id, found in zip(numbers, facts.networks, scored, strict=True):
        known = calibration if found.enough else None
        yield Lead(
            lead_id="l" + id.removeprefix("n"),
            network_id=id,
            rank=0,
            score=found.score,
            probability=None if known is None else known.probability(found.score),
            ads=ads[number],
            providers=providers[number],
            cities=cities.get(number, ()),
            first_seen=seen[number][0],
            last_seen=seen[number][1],
            reasons=found.reasons,
            enough=found.enough,
        )


def _cities(facts: Facts) -> dict[int, tuple[str, ...]]:
    """Of each network the places of its ads, the most frequent first."""
    placed = facts.place != NONE
    keys = facts.network[placed] * len(facts.places) + facts.place[placed]
    keys, counts = np.unique(keys, return_counts=True)
    found: dict[int, list[tuple[int, str]]] = {}
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        network, place = divmod(key, len(facts.places))
        found.setdefault(network, []).append((-count, facts.places[place]))
    return {network: tuple(name for _, name in sorted(some)) for network, some in found.items()}


def _first_and_last(facts: Facts) -> list[tuple[datetime | None, datetime | None]]:
    """Of each network, when its ads were seen; None where no time is known."""
    timed = facts.seen != NEVER
    network, seen = facts.network[timed], facts.seen[timed]
    first = np.full(len(facts.networks), np.iinfo(np.int64).max)
    last = np.full(len(facts.networks), NEVER)
    np.minimum.at(first, network, seen)
    np.maximum.at(last, network, seen)
    return [
        (None, None) if latest == NEVER else (moment(earliest), moment(latest))
        for earliest, latest in zip(first.tolist(), last.tolist(), strict=True)
    ]
