"""How far pictures of ads were looked for in banks.

Connection -> unchecked -> pictures of whole ads, to be marked in the same transaction
Connection -> matched_position -> place in the banks' log
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, LargeBinary, Select, and_, or_, select, type_coerce, update

from lamplight.store.bank_columns import BYTES
from lamplight.store.runs import newest_run
from lamplight.store.tables import ad_pictures, bank_entries, bank_positions
from lamplight.store.upsert import upsert

_READER = "pictures of ads"
_AT_ONCE = 10_000


class HashedPicture(NamedTuple):
    """A picture of an ad with its hashes as bytes; quality None: not known."""

    ad: int
    position: int
    pdq: bytes | None
    quality: int | None
    sha256: bytes | None
    sha1: bytes | None
    md5: bytes | None


_COLUMNS = (
    ad_pictures.c.ad,
    ad_pictures.c.position,
    type_coerce(ad_pictures.c.pdq, LargeBinary),
    ad_pictures.c.quality,
    *(type_coerce(ad_pictures.c[name], LargeBinary) for name in ("sha256", "sha1", "md5")),
)
_HASHED = or_(ad_pictures.c.pdq.is_not(None), ad_pictures.c.sha256.is_not(None))
_WAITING = and_(ad_pictures.c.checked.is_(None), _HASHED)


def any_known(db: Connection) -> bool:
    """Whether any bank holds a picture, a digest or a video."""
    wanted = select(bank_entries.c.number).where(bank_entries.c.kind.in_(BYTES)).limit(1)
    return db.execute(wanted).first() is not None


def unchecked(db: Connection, after: int) -> list[HashedPicture]:
    """Of ads after a number, those that were not looked for yet; others wait to change them."""
    ad = ad_pictures.c.ad
    wanted = _pictures().where(_WAITING)
    page = wanted.where(ad > after).limit(_AT_ONCE + 1).with_for_update()
    found = [HashedPicture(*row) for row in db.execute(page)]
    if len(found) <= _AT_ONCE:
        return found
    last = found[-1].ad  # of which there may be more
    whole = [it for it in found if it.ad < last]
    if whole:
        return whole
    return [HashedPicture(*row) for row in db.execute(wanted.where(ad == last).with_for_update())]


def mark_checked(db: Connection, first: int, last: int) -> None:
    """Of the ads from one number to another all that `unchecked` gave."""
    ads = ad_pictures.c.ad.between(first, last)
    db.execute(update(ad_pictures).where(ads, _WAITING).values(checked=True))


def pictures_with_digests(db: Connection) -> Iterator[list[HashedPicture]]:
    """All of them, some at once."""
    wanted = _pictures().where(ad_pictures.c.sha256.is_not(None))
    rows = db.execute(wanted, execution_options={"yield_per": _AT_ONCE})
    for part in rows.partitions():
        yield [HashedPicture(*row) for row in part]


def matched_position(db: Connection) -> int:
    """Of the banks' log: changes up to it were looked for in all pictures."""
    table = bank_positions.c
    return db.execute(select(table.position).where(table.reader == _READER)).scalar() or 0


def set_matched_position(db: Connection, position: int) -> None:
    """It never goes back."""
    statement = upsert(db.dialect.name, bank_positions)
    later = bank_positions.c.position < statement.excluded.position
    new = {"position": statement.excluded.position}
    db.execute(
        statement.on_conflict_do_update(index_elements=["reader"], set_=new, where=later),
        {"reader": _READER, "position": position},
    )


def all_indexed(db: Connection) -> bool:
    """Whether the index of stored pictures has them all: no run brought any since it was done."""
    newest = newest_run(db)
    return newest is None or newest.state in ("done", "rolled back")


def _pictures() -> Select[Any]:
    return select(*_COLUMNS).order_by(ad_pictures.c.ad, ad_pictures.c.position)
