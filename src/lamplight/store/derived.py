"""What runs derive from the ads, and how long it is kept.

Engine, run -> drop_derived
"""

from sqlalchemy import Connection, Engine, delete

from lamplight.store.engine import reading
from lamplight.store.runs import run_before
from lamplight.store.tables import (
    ad_changes,
    ad_pictures,
    ads,
    homes,
    leads,
    links,
    memberships,
    redirects,
    signals,
    value_uses,
)

COLLECTED = (ads, ad_pictures, signals)
DERIVED = (memberships, homes, links, value_uses, leads)


def clear_derived(db: Connection, run: int) -> None:
    """Remove what a run had stored before it was stopped."""
    for table in DERIVED:
        db.execute(delete(table).where(table.c.run == run))


def drop_derived(engine: Engine, run: int) -> None:
    """Remove what every run derived but this one and the last before it, which it may go back to;
    a table at a time, so that nobody who writes waits for all of it.

    What came before that can't be gone back to, so how it stood need not be known either.
    """
    with reading(engine) as db:
        kept = [run, run_before(db, run) or run]
    for table in DERIVED:
        with engine.begin() as db:
            db.execute(delete(table).where(table.c.run.not_in(kept)))
    with engine.begin() as db:
        db.execute(delete(ad_changes).where(ad_changes.c.run < min(kept)))
        db.execute(delete(redirects).where(redirects.c.ended <= min(kept)))
