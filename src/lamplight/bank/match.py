"""Whether what an ad says is on a watch list.

entries -> Watch -> hits(signals) -> BankHit

Values match in their normal form and exactly. Pictures are looked for in all banks at once
(match/known.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lamplight.model import BankHit, Signal

VALUE_KINDS = ("phone", "email", "handle", "url", "wallet")
KINDS = (*VALUE_KINDS, "picture")
"""Of what a watch list takes."""

LEAST_QUALITY = 50
"""Pictures of less quality are flat or blank, and are near to many."""

LEAST_ASKED = 20
"""A whole picture is looked for from here on: what is known has more to see, and of 1,140 pieces of
pictures between the two eight were near to a stranger, half the share of those with more to see."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known value of a list, in normal form."""

    bank: str
    purpose: str
    kind: str
    value: str


class Watch:
    """All lists together, made ready to be asked for every ad."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._values: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            self._values.setdefault(_key(entry.kind, entry.value), []).append(entry)

    def __bool__(self) -> bool:
        """Whether any list holds anything."""
        return bool(self._values)

    def hits(self, signals: Sequence[Signal]) -> list[BankHit]:
        """What of an ad is on a list, each entry once."""
        found: dict[tuple[str, str, str], BankHit] = {}
        for signal in signals if self._values else ():
            for entry in self._entries(signal):
                hit = BankHit(entry.bank, entry.purpose, entry.kind, entry.value)
                found[entry.bank, entry.kind, entry.value] = hit
        return list(found.values())

    def _entries(self, signal: Signal) -> list[Entry]:
        kind, value = _key(signal.kind, signal.value)
        entries = self._values.get((kind, value), [])
        if kind != "handle":
            return entries
        return [one for one in entries if _agree(one.value, signal.value)]


def _key(kind: str, value: str) -> tuple[str, str]:
    """Handles meet by name; their platforms are compared afterwards."""
    return (kind, value.partition(":")[2]) if kind == "handle" else (kind, value)


def _agree(one: str, other: str) -> bool:
    """Whether two handles of one name may be one: the platforms agree, or a text didn't say."""
    platforms = {one.partition(":")[0], other.partition(":")[0]}
    return len(platforms) == 1 or "any" in platforms
