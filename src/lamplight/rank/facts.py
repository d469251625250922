"""What ranking reads: a network as its ads, with what was found in them.

NetworkFacts, Indicator -> rank.queue.rank_networks -> Lead
"""

from dataclasses import dataclass
from datetime import datetime

from lamplight.model import BankHit, Signal


@dataclass(frozen=True, slots=True)
class AdFacts:
    """One ad of a network.

    place    "city, region, country" as far as known, or None
    country  of the place, ISO 3166-1 alpha-2, or None
    seen_at  posted_at, else collected_at, UTC
    pictures PDQ hashes, 64 hex digits, quality 50 and above
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
    pictures: tuple[str, ...] = ()
    hits: tuple[BankHit, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """One network; ads in order of (source, id)."""

    network_id: str
    ads: tuple[AdFacts, ...]
