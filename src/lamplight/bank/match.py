"""Whether what an ad shows is on a watch list.

entries -> Watch -> hits(signals, pictures) -> BankHit

Values match in their normal form and exactly; pictures by PDQ within 31 bits, turned any of eight
ways where the list has the picture itself. Source: facebook/ThreatExchange, pdq/README.md. Limit:
an entry given as a bare hash matches only pictures that stand the same way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lamplight.arrays import U8
from lamplight.match.hamming import MATCH_BITS, distances, read_hash
from lamplight.model import BankHit, Signal

KINDS = ("phone", "email", "handle", "url", "wallet", "picture")
LEAST_QUALITY = 50
"""Pictures of less quality are flat or blank, and are near to many."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known value of a list.

    value  normal form; 64 hex digits for a picture
    turns  the picture's eight PDQ hashes, or empty where only one is known
    """

    bank: str
    purpose: str
    kind: str
    value: str
    turns: tuple[str, ...] = ()


class Watch:
    """All lists together, made ready to be asked for every ad."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Raises BadHash for a picture that is no PDQ hash."""
        self._values: dict[tuple[str, str], list[Entry]] = {}
        pictures: list[Entry] = []
        for entry in entries:
            if entry.kind == "picture":
                pictures.append(entry)
            else:
                self._values.setdefault(_key(entry.kind, entry.value), []).append(entry)
        turned = [(entry, turn) for entry in pictures for turn in entry.turns or (entry.value,)]
        self._pictures = [entry for entry, _ in turned]
        self._hashes: U8 = np.array([read_hash(turn) for _, turn in turned], np.uint8)
        self._known: dict[str, tuple[BankHit, ...]] = {}

    def __bool__(self) -> bool:
        """Whether any list holds anything."""
        return bool(self._values or self._pictures)

    @property
    def has_pictures(self) -> bool:
        """Whether any list holds a picture."""
        return bool(self._pictures)

    def hits(self, signals: Sequence[Signal], pictures: Sequence[str]) -> list[BankHit]:
        """What of an ad is on a list, each entry once; pictures as 64 hex digits each."""
        found: dict[tuple[str, str, str], BankHit] = {}
        for signal in signals if self._values else ():
            for entry in self._entries(signal):
                hit = BankHit(entry.bank, entry.purpose, entry.kind, entry.value)
                found[entry.bank, entry.kind, entry.value] = hit
        for picture in pictures if self._pictures else ():
            for hit in self._near(picture):
                key = hit.bank, hit.kind, hit.value
                found[key] = min(found.get(key, hit), hit, key=lambda one: one.distance)
        return list(found.values())

    def _entries(self, signal: Signal) -> list[Entry]:
        kind, value = _key(signal.kind, signal.value)
        entries = self._values.get((kind, value), [])
        if kind != "handle":
            return entries
        return [one for one in entries if _agree(one.value, signal.value)]

    def _near(self, picture: str) -> tuple[BankHit, ...]:
        """Remembered, because ads repeat their pictures."""
        if picture not in self._known:
            bits = distances(read_hash(picture), self._hashes)
            self._known[picture] = tuple(
                BankHit(entry.bank, entry.purpose, "picture", entry.value, int(bits[row]))
                for row in np.flatnonzero(bits <= MATCH_BITS)
                for entry in (self._pictures[row],)
            )
        return self._known[picture]


def _key(kind: str, value: str) -> tuple[str, str]:
    """Handles meet by name; their platforms are compared afterwards."""
    return (kind, value.partition(":")[2]) if kind == "handle" else (kind, value)


def _agree(one: str, other: str) -> bool:
    """Whether two handles of one name may be one: the platforms agree, or a text didn't say."""
    platforms = {one.partition(":")[0], other.partition(":")[0]}
    return len(platforms) == 1 or "any" in platforms
