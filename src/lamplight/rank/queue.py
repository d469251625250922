"""Networks in the order in which an hour of an investigator's work helps most.

NetworkFacts, Indicator -> rank_networks -> Lead

Networks are ranked, not ads: most ads show some sign (docs/indicators.md). Each network is scored
by itself, so that one network's place never depends on what another one's ads say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from lamplight.model import Lead
from lamplight.rank.calibrate import Calibration
from lamplight.rank.facts import NetworkFacts
from lamplight.rank.indicators import Indicator
from lamplight.rank.score import Scorer
from lamplight.rank.view import view_of


def rank_networks(
    networks: Iterable[NetworkFacts],
    indicators: Sequence[Indicator],
    now: datetime,
    calibration: Calibration | None = None,
) -> list[Lead]:
    """A lead for every network, best first: those with enough evidence by score, then the others
    by score; ties by the network's id. Networks may be streamed; each is let go once scored."""
    scorer = Scorer.of(indicators)
    leads = [_lead(facts, scorer, now, calibration) for facts in networks]
    leads.sort(key=lambda lead: (not lead.enough, -lead.score, lead.network_id))
    return [replace(lead, rank=rank) for rank, lead in enumerate(leads, 1)]


def _lead(
    facts: NetworkFacts, scorer: Scorer, now: datetime, calibration: Calibration | None
) -> Lead:
    """Without its rank."""
    scored = scorer.score(view_of(facts, now))
    times = [ad.seen_at for ad in facts.ads if ad.seen_at is not None]
    places = Counter(ad.place for ad in facts.ads if ad.place)
    known = scored.enough and calibration is not None
    return Lead(
        lead_id="l" + facts.network_id.removeprefix("n"),
        network_id=facts.network_id,
        rank=0,
        score=scored.score,
        probability=calibration.probability(scored.score) if known and calibration else None,
        ads=len(facts.ads),
        providers=len({ad.provider_id for ad in facts.ads}),
        cities=tuple(sorted(places, key=lambda place: (-places[place], place))),
        first_seen=min(times, default=None),
        last_seen=max(times, default=None),
        reasons=scored.reasons,
        enough=scored.enough,
    )
