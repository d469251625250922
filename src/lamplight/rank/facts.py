"""What ranking reads: a network as its ads, with what was found in them.

NetworkFacts, Indicator -> rank.queue.rank_networks -> Lead
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lamplight.model import BankHit, Signal

SURE = 0.5
"""Confidence below which a signal supports no reason."""


@dataclass(frozen=True, slots=True)
class AdFacts:
    """One ad of a network.

    place    "city, region, country" as far as known, or None
    country  of the place, ISO 3166-1 alpha-2, or None
    seen_at  posted_at, else collected_at, UTC
    sure     signals by kind, those that were read with some confidence
    hits     what of its signals and pictures is on a watch list
    """

    source: str
    id: str
    provider_id: str
    title: str
    body: str
    seen_at: datetime | None = None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    age: int | None = None
    signals: tuple[Signal, ...] = ()
    hits: tuple[BankHit, ...] = ()
    sure: Mapping[str, Sequence[Signal]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Every rule asks for signals by kind."""
        sure: dict[str, list[Signal]] = {}
        for one in self.signals:
            if one.confidence >= SURE:
                sure.setdefault(one.kind, []).append(one)
        object.__setattr__(self, "sure", sure)


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """One network; ads in order of (source, id)."""

    network_id: str
    ads: tuple[AdFacts, ...]
