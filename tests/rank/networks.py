"""Small makers of networks for ranking; each argument has a dull default."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lamplight.collect.indicators import read_indicators
from lamplight.model import Lead, Reason, Signal
from lamplight.rank.facts import AdFacts, NetworkFacts, Shown
from lamplight.rank.queue import rank_networks

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
INDICATORS = read_indicators()


def an_ad(
    number: int = 1, body: str = "hello there", signals: tuple[Signal, ...] = (), **other: Any
) -> AdFacts:
    known: dict[str, Any] = {"source": "s", "id": f"{number:04}", "provider_id": "p1"}
    shown = Shown.of(signals)
    return AdFacts(**(known | {"title": "", "body": body, "shown": shown} | other))


def a_network(*ads: AdFacts, id: str = "n1") -> NetworkFacts:
    return NetworkFacts(id, ads)


def a_signal(kind: str = "phone", value: str = "+12135550123", **other: Any) -> Signal:
    known: dict[str, Any] = {"field": "body", "start": 0, "end": 5, "method": "plain"}
    return Signal(kind, value, **(known | {"confidence": 0.9, "obfuscation": 0.0} | other))


def days_ago(days: float) -> datetime:
    return NOON - timedelta(days=days)


def lead_of(*ads: AdFacts) -> Lead:
    (lead,) = rank_networks([a_network(*ads)], INDICATORS, NOON)
    return lead


def reasons_of(*ads: AdFacts, kind: str) -> list[Reason]:
    return [reason for reason in lead_of(*ads).reasons if reason.kind == kind]
