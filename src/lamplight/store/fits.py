"""Weights fitted on what is stored: a step of its own, written down, kept until fitted again.

Connection, kind -> newest_fit -> result
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.tables import fits

LINK_WEIGHTS = "link weights"
CALIBRATION = "calibration"


def newest_fit(db: Connection, kind: str) -> dict[str, Any] | None:
    """None where nothing of this kind was ever fitted here."""
    found = db.execute(
        select(fits.c.result).where(fits.c.kind == kind).order_by(fits.c.number.desc()).limit(1)
    ).scalar()
    return None if found is None else dict(found)


def save_fit(
    db: Connection, actor: Actor, kind: str, result: Mapping[str, object], run: int | None = None
) -> None:
    """run: the one that fitted it as a step of its own, if one did."""
    db.execute(
        insert(fits).values(
            kind=kind, at=datetime.now(UTC), actor=actor.name, result=dict(result), run=run
        )
    )
    audit.record(db, actor, "fitted", kind)
