"""The pictures of ads are looked for in banks: a stage of each run, and whenever a bank learns.

Journal -> match_known; Engine, bank -> look_back -> what ads already show of it
"""

from datetime import UTC, datetime

from sqlalchemy import Engine

from lamplight.model import Actor
from lamplight.pipeline.journal import Journal
from lamplight.pipeline.progress import Progress
from lamplight.search.known_pictures import match_pictures
from lamplight.store.bank_aging import expire, purge
from lamplight.store.bank_matches import drop_old_matches
from lamplight.store.engine import reading
from lamplight.store.hma import any_due, release_due
from lamplight.store.picture_checks import any_known
from lamplight.store.picture_matches import Found, found_pictures


def match_known(journal: Journal) -> None:
    """New pictures in all banks, and what banks learnt since in all pictures."""
    with reading(journal.engine) as db:
        if not any_known(db):
            return
    now = datetime.now(UTC)
    tidy(journal.engine, journal.actor, now)
    with journal.stage("known"):
        match_pictures(journal.engine, now, journal.tell)


def look_back(engine: Engine, actor: Actor, bank: str, progress: Progress) -> Found:
    """What did we already let through? Entries that changed are looked for in all stored pictures;
    gives back what ads show of this bank. Raises NotFound."""
    progress.start("look back", None)
    match_pictures(engine, datetime.now(UTC), progress.advance)
    progress.finish()
    with engine.begin() as db:
        return found_pictures(db, actor, bank)


def let_go(engine: Engine, now: datetime) -> None:
    """What a program held till now matches again."""
    with reading(engine) as db:
        due = any_due(db, now)
    if due:
        with engine.begin() as db:
            release_due(db, now)


def tidy(engine: Engine, actor: Actor, now: datetime) -> tuple[int, int]:
    """Let time do its work in all banks; gives back how many entries ended, and were removed."""
    let_go(engine, now)
    with engine.begin() as db:
        ended, gone = expire(db, actor, now), purge(db, actor, now)
        drop_old_matches(db, now)
    return ended, gone
