"""The newest run that is done beside the one before it.

Connection, Actor -> find_changes -> Changes
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.rank.changes import Change, Flow, Standing, changes_between
from lamplight.rank.facts import NONE
from lamplight.store import audit
from lamplight.store.memberships import everyone
from lamplight.store.runs import Run, load_run, need_done_run, run_before
from lamplight.store.tables import leads


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


def _flows(db: Connection, before: int, now: int) -> list[Flow]:
    old, new = everyone(db, before), everyone(db, now)
    (left, network_before), (stayed, network_now) = old.network(), new.network()
    size = int(max(old.ad.max(initial=0), new.ad.max(initial=0))) + 1
    came_from = np.full(size, NONE)
    came_from[old.ad] = network_before
    pairs = np.stack((came_from[new.ad], network_now))
    different, counts = np.unique(pairs, axis=1, return_counts=True)
    return [
        (None if one == NONE else left[one], stayed[other], count)
        for one, other, count in zip(*different.tolist(), counts.tolist(), strict=True)
    ]


def _standings(db: Connection, run: int) -> dict[str, Standing]:
    columns = leads.c.network, leads.c.rank, leads.c.score
    rows = db.execute(select(*columns).where(leads.c.run == run))
    return {network: Standing(rank, score) for network, rank, score in rows}
