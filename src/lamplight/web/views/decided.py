"""Decisions as people read them.

Said -> decided -> DecisionRow
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lamplight.extract.shown import shown
from lamplight.store.decisions import Said
from lamplight.web.words import count, segment

SAID = {
    "confirmed": "Confirmed",
    "dismissed": "Dismissed",
    "leave alone": "Leave alone",
    "same": "One network",
    "not the same": "Not one network",
    "restore": "Follow this value everywhere",
    "ignore": "Follow this value nowhere",
}


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision. about and link: what it is about, and the page of that; replaced: by a later
    one."""

    number: int
    said: str
    about: str
    link: str
    note: str
    actor: str
    at: datetime
    expires_at: datetime | None
    undone_by: str | None
    undone_at: datetime | None
    replaced: bool


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """The newest first."""

    decisions: tuple[DecisionRow, ...]


def decided(said: Iterable[Said]) -> tuple[DecisionRow, ...]:
    """In the order given."""
    return tuple(_row(it) for it in said)


def _row(said: Said) -> DecisionRow:
    it = said.decision
    about, link = f"{count(said.pairs, 'pair')} of ads", f"/ads/{it.left}"
    if it.network is not None:
        about, link = f"network:{it.network}", f"/leads/{segment(it.network)}"
    elif it.value is not None:
        about, link = shown(*it.value), f"/values/{segment(it.value[0])}/{segment(it.value[1])}"
    return DecisionRow(
        number=it.number,
        said=SAID.get(it.kind, it.kind),
        about=about,
        link=link,
        note=it.note,
        actor=it.actor,
        at=it.at,
        expires_at=it.expires_at,
        undone_by=it.undone_by,
        undone_at=it.undone_at,
        replaced=said.replaced_by is not None,
    )
