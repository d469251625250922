"""Go back to how everything stood before a run.

Connection, Actor -> run_to_roll_back -> Run -> roll_back -> Undone

The ads that the run brought are removed, those it changed are as they were, and what the run before
derived counts again, ids and all. Known limits: signals that newer extractors found in older ads
stay, and so does the later moment at which the run saw a past version; what people decided about
ads that are removed goes with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, exists, func, or_, select, update

from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.ad_log import log_ads
from lamplight.store.ads import chunks
from lamplight.store.derived import DERIVED
from lamplight.store.records import from_record
from lamplight.store.runs import Run, load_run, run_before
from lamplight.store.tables import (
    ad_changes,
    ad_pictures,
    ad_versions,
    ads,
    decisions,
    fits,
    memberships,
    redirects,
    runs,
    signals,
)
from lamplight.store.versions import Numbered, replace_contents


@dataclass(frozen=True, slots=True)
class Undone:
    """What a run's going undid.

    removed    ads that it had brought
    restored   numbers of the ads whose words are again those of before; still to be extracted
    decisions  rows about the removed ads, gone with them
    """

    removed: int
    restored: Sequence[int]
    decisions: int


def run_to_roll_back(db: Connection, number: int | None = None) -> Run:
    """The newest run that was not rolled back; a number must be its.

    Raises NotFound where there is none, BadInput where it can't be rolled back.
    """
    newest = db.execute(select(func.max(runs.c.number)).where(runs.c.state != "rolled back"))
    found = newest.scalar()
    if found is None:
        raise NotFound("nothing has run yet, or all of it is rolled back")
    if number not in (None, found):
        raise BadInput(f"run {number} is not the newest: only that can be rolled back, run {found}")
    run = load_run(db, found)
    if run.ads_before is None:
        raise BadInput(f"run {found} is of an older Lamplight, which did not keep what was before")
    before = run_before(db, found)
    if before is not None and not db.scalar(select(exists().where(memberships.c.run == before))):
        raise BadInput(f"what run {before} found is not kept any more; want a run anew instead")
    return run


def roll_back(db: Connection, actor: Actor, run: Run) -> Undone:
    """Undo a run whole; the caller holds the lock under which runs write."""
    for table in DERIVED:
        db.execute(delete(table).where(table.c.run == run.number))
    db.execute(delete(redirects).where(redirects.c.run == run.number))
    db.execute(update(redirects).where(redirects.c.ended == run.number).values(ended=None))
    db.execute(delete(fits).where(fits.c.run == run.number))
    removed, gone = _remove_ads(db, run.ads_before or 0)
    restored = _restore_ads(db, run.number)
    db.execute(delete(ad_versions).where(ad_versions.c.run == run.number))
    db.execute(delete(ad_changes).where(ad_changes.c.run == run.number))
    db.execute(update(runs).where(runs.c.number == run.number).values(state="rolled back"))
    details = {"removed": removed, "restored": len(restored)}
    audit.record(db, actor, "rolled back", f"run:{run.number}", details)
    return Undone(removed, restored, gone)


def _remove_ads(db: Connection, after: int) -> tuple[int, int]:
    """Ads with larger numbers than this, and the decisions about them: how many of each."""
    newer = select(ads.c.number).where(ads.c.number > after).order_by(ads.c.number)
    numbers = list(db.execute(newer).scalars())
    log_ads(db, numbers)
    said = delete(decisions).where(or_(decisions.c.left > after, decisions.c.right > after))
    gone = db.execute(said).rowcount
    for table in (signals, ad_pictures, ad_versions, ad_changes):
        db.execute(delete(table).where(table.c.ad > after))
    db.execute(delete(ads).where(ads.c.number > after))
    return len(numbers), gone


def _restore_ads(db: Connection, run: int) -> list[int]:
    """Numbers of the ads whose words changed back."""
    table = ad_changes.c
    rows = db.execute(
        select(table.ad, table.content, table.collected_at, ads.c.content)
        .join(ads, ads.c.number == table.ad)
        .where(table.run == run)
        .order_by(table.ad)
    ).all()
    then: list[Numbered] = []
    for number, content, collected_at, counting in rows:
        if content == counting:
            moment = update(ads).where(ads.c.number == number)
            db.execute(moment.values(collected_at=collected_at))
            continue
        record = db.execute(
            select(ad_versions.c.record)
            .where(ad_versions.c.ad == number, ad_versions.c.content == content)
        ).scalar_one()  # fmt: skip
        then.append((number, replace(from_record(record), collected_at=collected_at), content))
    for some in chunks(then):
        replace_contents(db, some, run)
    return [number for number, _, _ in then]
