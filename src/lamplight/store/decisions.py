"""What people decided: written with its audit row, never changed, only undone.

Connection, Actor, Saying -> add_decision -> number
Connection -> load_decisions -> Decision, for runs and the queue

A saying may need many rows (an ad apart from each ad of a network): they share actor, kind and
moment, count as one, and are undone as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from lamplight.decide.constraints import status_of
from lamplight.decide.decision import Decision, DecisionKind
from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor, Status
from lamplight.store import audit
from lamplight.store.tables import decisions, redirects, runs


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says: about pairs of ads, a network, or a value; the others stay empty.

    value  (kind, value in normal form)
    """

    kind: DecisionKind
    note: str = ""
    pairs: Sequence[tuple[int, int]] = ()
    network: str | None = None
    value: tuple[str, str] | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as people see it: its first row, and how many pairs of ads it names.

    replaced_by  a later one about all the same, which counts in its place; None: none does
    """

    decision: Decision
    pairs: int
    replaced_by: int | None = None


def add_decision(db: Connection, actor: Actor, saying: Saying, now: datetime) -> int:
    """The number by which it can be undone. Raises BadInput where it is about nothing."""
    about: Sequence[tuple[int | None, int | None]] = saying.pairs or [(None, None)]
    if not (saying.pairs or saying.network or saying.value):
        raise BadInput(f"{saying.kind!r} is about nothing; name ads, a network or a value")
    kind, value = saying.value or (None, None)
    rows = [
        {
            "kind": saying.kind,
            "left": left,
            "right": right,
            "network": saying.network,
            "value_kind": kind,
            "value": value,
            "note": saying.note,
            "actor": actor.name,
            "at": now,
            "expires_at": saying.expires_at,
        }
        for left, right in about
    ]
    first = db.execute(insert(decisions).values(rows[0]).returning(decisions.c.number)).scalar_one()
    if len(rows) > 1:
        db.execute(insert(decisions), rows[1:])
    details = {"number": first, "kind": saying.kind, "rows": len(rows)}
    audit.record(db, actor, "decided", _subject(saying, first), details)
    return int(first)


def undo(db: Connection, actor: Actor, number: int, now: datetime) -> Said:
    """What was undone, with all its rows. Raises NotFound, and BadInput where it was already."""
    one = decisions.c
    row = db.execute(select(decisions).where(one.number == number)).first()
    if row is None:
        raise NotFound(f"no decision {number}")
    if row.undone_at is not None:
        raise BadInput(f"decision {number} was undone by {row.undone_by} on {row.undone_at:%F}")
    its_rows = (
        *(one.at == row.at, one.actor == row.actor, one.kind == row.kind),
        one.network.is_not_distinct_from(row.network),
        one.value.is_not_distinct_from(row.value),
    )
    first = db.execute(select(func.min(one.number)).where(*its_rows)).scalar_one()
    if first != number:
        raise NotFound(f"no decision {number}: it is one of the pairs of ads of decision {first}")
    changed = db.execute(
        update(decisions)
        .where(*its_rows, one.undone_at.is_(None))
        .values(undone_by=actor.name, undone_at=now)
    ).rowcount
    audit.record(db, actor, "undid", f"decision:{number}", {"kind": row.kind, "rows": changed})
    return Said(_decision(row), changed if row.left is not None else 0)


def list_decisions(db: Connection, actor: Actor, *, undone: bool = False) -> list[Said]:
    """The newest first, one for each saying; with undone ones on demand."""
    audit.record(db, actor, "saw decisions", "decisions")
    sayings: dict[tuple[object, ...], list[Decision]] = {}
    for one in load_decisions(db):
        if undone or one.undone_at is None:
            key = one.at, one.actor, one.kind, one.network, one.value
            sayings.setdefault(key, []).append(one)
    first_of = {one.number: rows[0].number for rows in sayings.values() for one in rows}
    standing = [one for rows in sayings.values() for one in rows if one.undone_at is None]
    standing.sort(key=lambda one: one.number)
    newest = {one.about: first_of[one.number] for one in standing}
    said = [
        Said(rows[0], sum(one.left is not None for one in rows), _replaced(rows, newest))
        for rows in sayings.values()
    ]
    return sorted(said, key=lambda one: -one.decision.number)


def _replaced(rows: Sequence[Decision], newest: Mapping[object, int]) -> int | None:
    """By which later saying, where all that a saying is about was said anew."""
    later = [newest[one.about] for one in rows if one.undone_at is None]
    return max(later) if later and rows[0].number not in later else None


def all_decisions(db: Connection, actor: Actor) -> list[Decision]:
    """All rows, undone ones too, oldest first, for a person to be told of some."""
    audit.record(db, actor, "saw decisions", "decisions")
    return load_decisions(db)


def load_decisions(db: Connection) -> list[Decision]:
    """All, undone ones too, oldest first."""
    rows = db.execute(select(decisions).order_by(decisions.c.number))
    return [_decision(row) for row in rows]


def load_statuses(db: Connection, now: datetime) -> dict[str, Status]:
    """What holds of networks, by the ids that count now; open ones are left out."""
    rows = db.execute(
        select(decisions).where(decisions.c.network.is_not(None)).order_by(decisions.c.number)
    )
    said = [_decision(row) for row in rows]
    if not said:
        return {}
    rows = db.execute(
        select(redirects.c.old, redirects.c.new, runs.c.ended_at)
        .join(runs, runs.c.number == redirects.c.run)
        .where(redirects.c.ended.is_(None))
    )
    return status_of(said, {old: (new, since or now) for old, new, since in rows}, now)


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        number=row.number,
        kind=row.kind,
        actor=row.actor,
        at=row.at,
        note=row.note,
        left=row.left,
        right=row.right,
        network=row.network,
        value=None if row.value_kind is None else (row.value_kind, row.value),
        expires_at=row.expires_at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )


def _subject(saying: Saying, number: int) -> str:
    if saying.network is not None:
        return saying.network
    return audit.sealed(*saying.value) if saying.value else f"decision:{number}"
