"""Contents of known ads: which one counts, and those that were kept.

Connection, contents -> replace_contents, keep_versions
Connection, pictures -> add_pictures
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select

from lamplight.model import Ad
from lamplight.store.ad_log import log_ads
from lamplight.store.ads import load_ads
from lamplight.store.among import among
from lamplight.store.bulk import insert_columns, insert_rows, update_rows
from lamplight.store.records import as_record, row_of
from lamplight.store.tables import ad_pictures, ad_versions, ads, signals

_CONTENT = (
    *("url", "posted_at", "collected_at", "title", "body", "city", "region", "country"),
    *("lat", "lon", "age", "given", "unread", "content", "run", "extracted_by"),
)
_PICTURE = ("ad", "position", "path", "pdq", "quality", "fault")

Numbered = tuple[int, Ad, str]
"""An ad's number, the ad, and its content's hash."""
Pictures = tuple[tuple[str | None, bytes | None, int | None, str | None], ...]
"""Path, hash, quality and fault of each picture of an ad, as AdRow has them."""


def replace_contents(db: Connection, rows: Sequence[Numbered], run: int) -> None:
    """Let other contents count; those that counted before are kept as versions.

    run: by which a content is read that was not known yet
    """
    if not rows:
        return
    numbers = [number for number, _, _ in rows]
    before = load_ads(db, numbers)
    counted = db.execute(
        select(ads.c.number, ads.c.content, ads.c.run).where(among(db, ads.c.number, numbers))
    )
    old = [(number, before[number], content, read_by) for number, content, read_by in counted]
    read_before = _first_read(db, numbers)
    for number, _, content in rows:
        if (number, content) in read_before:  # what counts again is no past version any more
            table = ad_versions.c
            db.execute(delete(ad_versions).where(table.ad == number, table.content == content))
    keep_versions(db, old)
    log_ads(db, numbers)
    db.execute(delete(signals).where(among(db, signals.c.ad, numbers)))
    db.execute(delete(ad_pictures).where(among(db, ad_pictures.c.ad, numbers)))
    update_rows(
        db,
        ads,
        "number",
        _CONTENT,
        [
            (*_content(ad, content, read_before.get((number, content), run)), number)
            for number, ad, content in rows
        ],
    )
    add_pictures(db, [(number, row_of(ad).pictures) for number, ad, _ in rows])


def keep_versions(db: Connection, rows: Sequence[tuple[int, Ad, str, int]]) -> None:
    """Contents that don't count: number, ad, content's hash, the run that first read it."""
    insert_rows(
        db,
        ad_versions,
        ("ad", "content", "run", "record"),
        [(number, content, run, as_record(ad)) for number, ad, content, run in rows],
    )


def _first_read(db: Connection, numbers: Sequence[int]) -> dict[tuple[int, str], int]:
    table = ad_versions.c
    rows = db.execute(
        select(table.ad, table.content, table.run).where(among(db, table.ad, numbers))
    )
    return {(ad, content): run for ad, content, run in rows}


def _content(ad: Ad, content: str, run: int) -> tuple[object, ...]:
    """Values of ``_CONTENT``; null at its end: still to be extracted."""
    given = {"phones": ad.phones, "emails": ad.emails, "handles": ad.handles}
    return (
        *(ad.url, ad.posted_at, ad.collected_at, ad.title, ad.body, ad.city, ad.region),
        *(ad.country, ad.lat, ad.lon, ad.age, given, ad.unread, content, run, None),
    )


def add_pictures(db: Connection, pictures: Iterable[tuple[int, Pictures]]) -> None:
    rows = [
        (number, position, *picture)
        for number, several in pictures
        for position, picture in enumerate(several)
    ]
    if rows:
        columns = dict(zip(_PICTURE, zip(*rows, strict=True), strict=True))
        read = zip(columns["path"], columns["pdq"], columns["fault"], strict=True)
        pending = [path is not None and pdq is fault is None for path, pdq, fault in read]
        insert_columns(db, ad_pictures, columns | {"pending": pending}, together=True)
