"""What was read in a network's ads, value by value, and how surely.

signals by ad -> values -> ValueRow
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lamplight.model import Ad, Signal

JOINING = ("phone", "email", "handle", "wallet", "url")
NAMES = {
    "phone": "Phone",
    "picture": "Picture",
    "email": "E-mail",
    "handle": "Handle",
    "wallet": "Wallet",
    "url": "Address",
    "age": "Age",
    "place": "Place",
    "price": "Price",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a value was read, and in how many ads."""

    method: str
    ads: int


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that some ads show.

    joins        whether ads are joined by such values
    confidence   0..1 of the surest reading
    obfuscation  0..1 of the best hidden one
    """

    kind: str
    value: str
    joins: bool
    ads: int
    readings: tuple[Reading, ...]
    confidence: float
    obfuscation: float

    @property
    def name(self) -> str:
        return NAMES.get(self.kind, self.kind)


def seen_at(ad: Ad) -> datetime | None:
    """When it was posted, else collected."""
    return ad.posted_at or ad.collected_at


def place_of(ad: Ad, read: Iterable[Signal]) -> str:
    """Where the ad's own fields say it is, in the form that is the same for all writings."""
    for signal in read:
        if signal.kind == "place" and signal.field is None:
            return signal.value
    given = ", ".join(part for part in (ad.city, ad.region, ad.country) if part)
    return given or "No place given"


def values(signals: Mapping[int, Sequence[Signal]]) -> list[ValueRow]:
    """Those that join first, then by how many ads show them."""
    grouped: dict[tuple[str, str], list[tuple[int, Signal]]] = {}
    for number, found in signals.items():
        for signal in found:
            grouped.setdefault((signal.kind, signal.value), []).append((number, signal))
    rows = [_row(kind, value, found) for (kind, value), found in grouped.items()]
    return sorted(rows, key=_order)


def _row(kind: str, value: str, found: Sequence[tuple[int, Signal]]) -> ValueRow:
    ads_by_method = Counter(method for _, method in {(n, s.method) for n, s in found})
    return ValueRow(
        kind=kind,
        value=value,
        joins=kind in JOINING,
        ads=len({number for number, _ in found}),
        readings=tuple(_readings(ads_by_method.items())),
        confidence=max(signal.confidence for _, signal in found),
        obfuscation=max(signal.obfuscation for _, signal in found),
    )


def _readings(counts: Iterable[tuple[str, int]]) -> Iterable[Reading]:
    for method, ads in sorted(counts, key=lambda it: (-it[1], it[0])):
        yield Reading(method, ads)


def _order(row: ValueRow) -> tuple[int, int, str, str]:
    place = JOINING.index(row.kind) if row.joins else len(JOINING)
    return (place, -row.ads, row.kind, row.value)
