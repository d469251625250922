"""Small makers of networks for ranking; each argument has a dull default."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from lamplight.collect.indicators import read_indicators
from lamplight.model import BankHit, Lead, Reason, Signal
from lamplight.rank.facts import (
    DISGUISED,
    NONE,
    SURE,
    Facts,
    Signals,
    microseconds,
    numbered,
    packed,
)
from lamplight.rank.queue import rank_networks
from lamplight.rank.score import Scorer
from lamplight.rank.texts import read_texts
from lamplight.rank.view import View, view_of

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
INDICATORS = read_indicators()
PHRASES = Scorer.of(INDICATORS).phrases


@dataclass(frozen=True)
class AdFacts:
    """One ad with all that is known of it, before it is laid out in columns."""

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


Network = tuple[str, Sequence[AdFacts]]


def an_ad(number: int = 1, body: str = "hello there", **other: Any) -> AdFacts:
    known: dict[str, Any] = {"source": "s", "id": f"{number:04}", "provider_id": "p1"}
    return AdFacts(**(known | {"title": "", "body": body} | other))


def a_network(*ads: AdFacts, id: str = "n1") -> Network:
    return id, ads


def facts_of(*networks: Network) -> Facts:
    """In columns; the order of a network's ads does not matter."""
    rows = [
        (number, ad)
        for number, (_, ads) in enumerate(networks)
        for ad in sorted(ads, key=lambda ad: (ad.source, ad.id))
    ]
    ads = [ad for _, ad in rows]
    sources, source = numbered([ad.source for ad in ads])
    shown = [(row, signal) for row, ad in enumerate(ads) for signal in ad.signals]
    places, place = numbered([ad.place for ad in ads])
    countries, country = numbered([ad.country for ad in ads])
    texts, text = numbered([(ad.title, ad.body) for ad in ads])
    return Facts(
        networks=[id for id, _ in networks],
        network=np.array([number for number, _ in rows], np.int64),
        keys=[f"{ad.source}/{ad.id}" for ad in ads],
        sources=sources,
        source=source,
        provider=numbered([f"{number} {ad.provider_id}" for number, ad in rows])[1],
        texts=read_texts([title for title, _ in texts], [body for _, body in texts], PHRASES),
        text=text,
        seen=np.array([microseconds(ad.seen_at) for ad in ads], np.int64),
        places=places,
        place=place,
        countries=countries,
        country=country,
        lat=np.array([ad.lat for ad in ads], np.float64),
        lon=np.array([ad.lon for ad in ads], np.float64),
        age=np.array([NONE if ad.age is None else ad.age for ad in ads], np.int64),
        signals=_signals(shown),
        hits=[(row, hit) for row, ad in enumerate(ads) for hit in ad.hits],
    )


def view(*ads: AdFacts) -> View:
    return view_of(facts_of(a_network(*ads)), NOON)


def _signals(shown: Sequence[tuple[int, Signal]]) -> Signals:
    known = list(dict.fromkeys((signal.kind, signal.value) for _, signal in shown))
    found = [signal for _, signal in shown]
    return Signals(
        known=known,
        ad=np.array([row for row, _ in shown], np.int64),
        value=np.array([known.index((one.kind, one.value)) for one in found], np.int64),
        how=np.array([_how(one) for one in found], np.int64),
    )


def _how(signal: Signal) -> int:
    how = (signal.confidence >= SURE) + 2 * (signal.obfuscation >= DISGUISED)
    if signal.field is None or signal.start is None or signal.end is None:
        return how
    return how | packed(signal.field, signal.start, signal.end)


def a_signal(kind: str = "phone", value: str = "+12135550123", **other: Any) -> Signal:
    known: dict[str, Any] = {"field": "body", "start": 0, "end": 5, "method": "plain"}
    return Signal(kind, value, **(known | {"confidence": 0.9, "obfuscation": 0.0} | other))


def days_ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def lead_of(*ads: AdFacts) -> Lead:
    (lead,) = rank_networks([facts_of(a_network(*ads))], INDICATORS, NOON)
    return lead


def reasons_of(*ads: AdFacts, kind: str) -> list[Reason]:
    return [reason for reason in lead_of(*ads).reasons if reason.kind == kind]
