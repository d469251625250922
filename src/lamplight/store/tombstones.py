"""What must not come back: only hashes of what was forgotten are kept.

Connection -> read_tombstones -> Tombstones -> covers
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from lamplight.store.tables import forgotten


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Pairs of kind and SHA-256; a kind is "ad", "source" or a kind of signal."""

    pairs: frozenset[tuple[str, str]]

    def covers(self, thing: tuple[str, str]) -> bool:
        """Whether a kind and value were forgotten."""
        kind, value = thing
        return bool(self.pairs) and (kind, _digest(value)) in self.pairs

    def covers_ad(self, source: str, ad_id: str) -> bool:
        """True where the ad or its whole source was forgotten."""
        return bool(self.pairs) and (
            self.covers(("source", source)) or self.covers(("ad", f"{source}/{ad_id}"))
        )

    def has_values(self) -> bool:
        """True where some value was forgotten, so that every text has to be looked through."""
        return any(kind not in ("ad", "source") for kind, _ in self.pairs)


def read_tombstones(db: Connection) -> Tombstones:
    rows = db.execute(select(forgotten.c.kind, forgotten.c.sha256))
    return Tombstones(frozenset((kind, digest) for kind, digest in rows))


def bury(db: Connection, things: Iterable[tuple[str, str]]) -> None:
    """Keep the hashes of kinds and values; one already kept is kept once."""
    there = read_tombstones(db).pairs
    wanted = {(kind, _digest(value)) for kind, value in things} - there
    if wanted:
        now = datetime.now(UTC)
        db.execute(
            insert(forgotten),
            [{"kind": kind, "sha256": digest, "at": now} for kind, digest in sorted(wanted)],
        )


def _digest(value: str) -> str:
    return sha256(value.encode()).hexdigest()
