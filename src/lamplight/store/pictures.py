"""Pictures of ads: which are still to be hashed, what they hash to, which could not be read.

Connection -> pending_paths -> … -> save_hashes
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Subquery, bindparam, case, func, select, update

from lamplight.errors import BadHash
from lamplight.model import Actor, PictureHashes, UnreadPicture
from lamplight.store import audit
from lamplight.store.ad_log import log_ads
from lamplight.store.ads import StoredAd, load_ads
from lamplight.store.among import among
from lamplight.store.tables import ad_pictures, ads


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture of an ad.

    ad, position   number of the ad, place in its list from 0
    path           of its file, or None where the ad gave a hash
    pdq, quality   None where it is not hashed
    fault          why it could not be hashed, or None
    """

    ad: int
    position: int
    path: str | None
    pdq: str | None
    quality: int | None
    sha256: str | None
    fault: str | None


_HASHES = ("pdq", "quality", "sha256", "sha1", "md5")
_COLUMNS = [ad_pictures.c[name] for name in StoredPicture.__slots__]


def pictures_of(db: Connection, actor: Actor, numbers: Sequence[int]) -> list[StoredPicture]:
    """Of some ads, in order of ad and position; no more than their rows, never their bytes."""
    audit.record(db, actor, "saw pictures", f"{len(numbers)} ads", {"numbers": list(numbers)})
    rows = db.execute(
        select(*_COLUMNS)
        .where(ad_pictures.c.ad.in_(numbers))
        .order_by(ad_pictures.c.ad, ad_pictures.c.position)
    )
    return [StoredPicture(*row) for row in rows]


def get_picture(db: Connection, actor: Actor, ad: int, position: int) -> StoredPicture | None:
    audit.record(db, actor, "opened picture", f"picture:{ad}/{position}")
    return load_picture(db, ad, position)


def load_picture(db: Connection, ad: int, position: int) -> StoredPicture | None:
    row = db.execute(
        select(*_COLUMNS).where(ad_pictures.c.ad == ad, ad_pictures.c.position == position)
    ).first()
    return None if row is None else StoredPicture(*row)


def ads_with_picture(db: Connection, actor: Actor, pdq: str) -> list[StoredAd]:
    """Ads that hold exactly this hash."""
    audit.record(db, actor, "looked up", audit.sealed("picture", pdq))
    rows = db.execute(
        select(ad_pictures.c.ad)
        .where(ad_pictures.c.pdq == pdq)
        .distinct()
        .order_by(ad_pictures.c.ad)
    )
    return [StoredAd(number, ad) for number, ad in load_ads(db, list(rows.scalars())).items()]


def count_showing(db: Connection, pdq: str) -> int:
    """Ads that hold exactly this hash; raises BadHash."""
    if not re.fullmatch("[0-9a-f]{64}", pdq):
        raise BadHash(f"PDQ hash has {len(pdq)} characters; want 64 lower-case hex digits")
    return db.execute(
        select(func.count(ad_pictures.c.ad.distinct())).where(ad_pictures.c.pdq == pdq)
    ).scalar_one()


def count_pending(db: Connection) -> int:
    """Files still to be hashed; one that several ads name is one."""
    return db.execute(
        select(func.count(ad_pictures.c.path.distinct())).where(ad_pictures.c.pending)
    ).scalar_one()


def pending_paths(db: Connection, after: str, limit: int) -> list[str]:
    """In order, from after a path on."""
    rows = db.execute(
        select(ad_pictures.c.path)
        .where(ad_pictures.c.pending, ad_pictures.c.path > after)
        .distinct()
        .order_by(ad_pictures.c.path)
        .limit(limit)
    )
    return list(rows.scalars())


def retry_faults(db: Connection) -> None:
    """Files that could not be read before may be there now: hash them again."""
    db.execute(
        update(ad_pictures)
        .where(ad_pictures.c.fault.is_not(None), ad_pictures.c.path.is_not(None))
        .where(ad_pictures.c.pdq.is_(None))
        .values(pending=True, fault=None)
    )


def save_hashes(db: Connection, hashed: Mapping[str, PictureHashes | str]) -> None:
    """For each path its hashes, or the sentence why there are none."""
    statement = (
        update(ad_pictures)
        .where(ad_pictures.c.pending, ad_pictures.c.path == bindparam("file"))
        .values({name: bindparam(f"its_{name}") for name in (*_HASHES, "fault", "pending")})
    )
    rows = []
    for path, it in hashed.items():
        row: dict[str, object] = {"file": path, "its_pending": False, "its_fault": None}
        row |= {f"its_{name}": getattr(it, name, None) for name in _HASHES}
        if isinstance(it, str):
            row["its_fault"] = it
        rows.append(row)
    shown = ad_pictures.c.pending, among(db, ad_pictures.c.path, list(hashed))
    log_ads(db, db.execute(select(ad_pictures.c.ad).where(*shown)).scalars())
    db.execute(statement, rows)


def count_hashed(db: Connection) -> int:
    """Pictures that have a hash, given or made."""
    return db.execute(
        select(func.count()).select_from(ad_pictures).where(ad_pictures.c.pdq.is_not(None))
    ).scalar_one()


def unread_pictures_of(
    db: Connection, actor: Actor, run: int, limit: int | None = None
) -> list[UnreadPicture]:
    """As unread_pictures, for a person to see."""
    audit.record(db, actor, "saw unread pictures", f"run:{run}")
    return unread_pictures(db, run, limit)


def unread_pictures(db: Connection, run: int, limit: int | None = None) -> list[UnreadPicture]:
    """Of ads that a run or one before it read: those that still can't be read, by their first ad.

    A file that several ads name is one. Every run tries them all again, so of an older run those
    that were mended since are no longer here.
    """
    found = _unread(run)
    rows = db.execute(
        select(ads.c.source, ads.c.id, found.c.path, found.c.fault, found.c.ads)
        .join(found, found.c.ad == ads.c.number)
        .order_by(found.c.ad, found.c.position)
        .limit(limit)
    )
    return [UnreadPicture(*row) for row in rows]


def count_unread_pictures(db: Connection, run: int, since: int = 0) -> int:
    """How many unread_pictures there are in all; since: in ads that this or a later run read."""
    return db.execute(select(func.count()).select_from(_unread(run, since))).scalar_one()


def _unread(run: int, since: int = 0) -> Subquery:
    """One row for each file, and for each picture without one that may be followed."""
    table = ad_pictures.c
    nameless = [case((table.path.is_(None), it)) for it in (table.ad, table.position)]
    return (
        select(
            func.min(table.ad).label("ad"),
            func.min(table.position).label("position"),
            table.path,
            table.fault,
            func.count(table.ad.distinct()).label("ads"),
        )
        .join(ads, ads.c.number == table.ad)
        .where(table.fault.is_not(None), ads.c.run <= run, ads.c.run >= since)
        .group_by(table.path, table.fault, *nameless)
        .subquery()
    )
