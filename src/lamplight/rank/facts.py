"""What ranking reads: a network as its ads, with what was found in them.

NetworkFacts, Indicator -> rank.queue.rank_networks -> Lead
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lamplight.model import BankHit, Signal

SURE = 0.5
"""Confidence below which a signal supports no reason."""
CONTACTS = ("phone", "email", "handle")


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What an ad shows; ads that show the same may share it.

    signals   all of them
    sure      those that were read with some confidence, by kind
    values    their different values, by kind
    contacts  (kind, value) of phones, e-mail addresses and handles among them
    """

    signals: tuple[Signal, ...]
    sure: Mapping[str, Sequence[Signal]]
    values: Mapping[str, Sequence[str]]
    contacts: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, signals: tuple[Signal, ...]) -> "Shown":
        sure: dict[str, list[Signal]] = {}
        for one in signals:
            if one.confidence >= SURE:
                sure.setdefault(one.kind, []).append(one)
        values = {
            kind: tuple(dict.fromkeys(one.value for one in several))
            for kind, several in sure.items()
        }
        contacts = [(kind, value) for kind in CONTACTS for value in values.get(kind, ())]
        return cls(signals, sure, values, contacts)


NOTHING = Shown.of(())


class AdFacts(NamedTuple):
    """One ad of a network; millions are made, and a tuple is made fastest.

    place    "city, region, country" as far as known, or None
    country  of the place, ISO 3166-1 alpha-2, or None
    seen_at  posted_at, else collected_at, UTC
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
    shown: Shown = NOTHING
    hits: tuple[BankHit, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """One network; ads in order of (source, id)."""

    network_id: str
    ads: tuple[AdFacts, ...]
