"""The newest run that is done beside the one before it.

Connection, Actor -> find_changes -> Changes
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.rank.changes import Change, Standing, changes_between
from lamplight.store import audit
from lamplight.store.runs import Run, load_run, need_done_run, run_before
from lamplight.store.tables import leads, memberships


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in a run since the one before.

    gone  networks of before whose id leads on to others, or nowhere
    """

    run: Run
    before: Run
    changes: Sequence[Change]
    gone: int


def find_changes(db: Connection, actor: Actor) -> Changes:
    """Raises NotFound where no two runs are done."""
    now = need_done_run(db)
    before = run_before(db, now)
    if before is None:
        raise NotFound("only one run is done; want another, to say what changed since")
    audit.record(db, actor, "saw changes", f"run:{now}")
    earlier, later = _standings(db, before), _standings(db, now)
    return Changes(
        load_run(db, now),
        load_run(db, before),
        changes_between(_flows(db, before, now), earlier, later),
        len(earlier.keys() - later.keys()),
    )


def _flows(db: Connection, before: int, now: int) -> list[tuple[str | None, str, int]]:
    old, new = memberships.alias("old"), memberships.alias("new")
    both = new.outerjoin(old, and_(old.c.ad == new.c.ad, old.c.run == before))
    rows = db.execute(
        select(old.c.network, new.c.network, func.count())
        .select_from(both)
        .where(new.c.run == now)
        .group_by(old.c.network, new.c.network)
    )
    return [tuple(row) for row in rows]


def _standings(db: Connection, run: int) -> dict[str, Standing]:
    columns = leads.c.network, leads.c.rank, leads.c.score
    rows = db.execute(select(*columns).where(leads.c.run == run))
    return {network: Standing(rank, score) for network, rank, score in rows}
