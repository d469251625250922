"""Read ads.

Connection, Actor, reference or numbers -> get_ad, get_ads, versions_of -> StoredAd

``load_ads`` and ``number_of`` serve the program's own stages; what a person is shown goes through
the functions that take an Actor, which write the look down.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Text, func, select, type_coerce

from lamplight.counted import counted
from lamplight.errors import NotFound
from lamplight.model import Actor, Ad, Picture
from lamplight.store import audit
from lamplight.store.among import among
from lamplight.store.parts import read_parts
from lamplight.store.records import from_record, lists_given
from lamplight.store.tables import ad_pictures, ad_versions, ads

T = TypeVar("T")
_AT_ONCE = 5_000  # numbers in one question: both databases take several times as many


@dataclass(frozen=True, slots=True)
class StoredAd:
    """An ad and the number by which the tables know it."""

    number: int
    ad: Ad


def reference(ad: Ad) -> str:
    """``source/id``, as people write it after ``ad:``."""
    return f"{ad.source}/{ad.id}"


def count_ads(db: Connection) -> int:
    return db.execute(select(func.count()).select_from(ads)).scalar_one()


def any_ads(db: Connection) -> bool:
    return db.execute(select(ads.c.number).limit(1)).first() is not None


def number_of(db: Connection, reference: str) -> int:
    """Of ``source/id``; where a source's name holds a slash every split is tried.

    Raises NotFound.
    """
    parts = reference.split("/")
    for at in range(1, len(parts)):
        source, ad_id = "/".join(parts[:at]), "/".join(parts[at:])
        found = db.execute(
            select(ads.c.number).where(ads.c.source == source, ads.c.id == ad_id)
        ).scalar()
        if found is not None:
            return int(found)
    raise NotFound(f"no ad {reference!r}; want SOURCE/ID")


def reference_of(db: Connection, number: int) -> str:
    """``source/id`` of an ad that is there."""
    row = db.execute(select(ads.c.source, ads.c.id).where(ads.c.number == number)).one()
    return f"{row.source}/{row.id}"


def ad_keys(db: Connection) -> Iterator[tuple[int, tuple[str, str]]]:
    """Of every ad its number, and its source and id."""
    for part in read_parts(db, select(ads.c.number, ads.c.source, ads.c.id)):
        for number, source, id in part:
            yield number, (source, id)


def numbers_of_source(db: Connection, source: str) -> list[int]:
    rows = db.execute(select(ads.c.number).where(ads.c.source == source).order_by(ads.c.number))
    return list(rows.scalars())


def get_ad(db: Connection, actor: Actor, number: int) -> StoredAd:
    """Raises NotFound."""
    found = get_ads(db, actor, [number])
    if not found:
        raise NotFound(f"no ad of number {number}")
    return found[0]


def get_ads(db: Connection, actor: Actor, numbers: Sequence[int]) -> list[StoredAd]:
    """In the order of the numbers; those not there are left out."""
    found = load_ads(db, numbers)
    there = [StoredAd(number, found[number]) for number in numbers if number in found]
    sealed = [audit.sealed("ad", reference(one.ad)) for one in there]
    if len(sealed) == 1:
        audit.record(db, actor, "saw ad", sealed[0])
    elif sealed:  # one look, in one row that names each of them
        audit.record(db, actor, "saw ads", counted(len(sealed), "ad"), {"ads": sealed})
    return there


def versions_of(db: Connection, actor: Actor, number: int) -> list[Ad]:
    """Contents of an ad that a newer one took the place of, oldest read first."""
    rows = db.execute(
        select(ad_versions.c.record)
        .where(ad_versions.c.ad == number)
        .order_by(ad_versions.c.run, ad_versions.c.content)
    )
    found = [from_record(row.record) for row in rows]
    if found:
        audit.record(db, actor, "saw versions", audit.sealed("ad", reference(found[0])))
    return found


def count_unread(db: Connection, run: int) -> int:
    """Ads a run took in without a field that could not be read."""
    return db.execute(
        select(func.count()).select_from(ads).where(ads.c.run == run, ads.c.unread != [])
    ).scalar_one()


def load_ads(db: Connection, numbers: Sequence[int]) -> dict[int, Ad]:
    """Ads by number, pictures included."""
    found: dict[int, Ad] = {}
    for some in chunks(numbers):
        pictures = _pictures(db, some)
        for row in db.execute(select(ads).where(among(db, ads.c.number, some))).all():
            found[row.number] = _ad(row, pictures.get(row.number, []))
    return found


def load_columns(db: Connection, numbers: Sequence[int]) -> list[Sequence[Any]]:
    """What extraction reads, a column each, in order of number: numbers, titles, bodies, countries,
    regions, cities, lats, lons, ages, and each ad's phones, emails and handles.

    Ads that were given the same share the lists of it.
    """
    table = ads.c
    asked = select(
        *(table.number, table.title, table.body, table.country, table.region, table.city),
        *(table.lat, table.lon, table.age, type_coerce(table.given, Text)),
    )
    rows = db.execute(asked.where(among(db, table.number, numbers)).order_by(table.number)).all()
    *plain, given = zip(*rows, strict=True) if rows else [()] * 10
    return [*plain, *lists_given(given)]


def chunks(numbers: Sequence[T], size: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _pictures(db: Connection, numbers: Sequence[int]) -> dict[int, list[Picture]]:
    found = defaultdict(list)
    table = ad_pictures.c
    rows = db.execute(
        select(table.ad, table.path, table.pdq, table.quality, table.fault)
        .where(among(db, table.ad, numbers))
        .order_by(table.ad, table.position)
    )
    for ad, path, pdq, quality, fault in rows.all():
        found[ad].append(Picture(path, pdq, quality, fault))
    return found


def _ad(row: Row[Any], pictures: Sequence[Picture]) -> Ad:
    return Ad(
        source=row.source,
        id=row.id,
        title=row.title,
        body=row.body,
        url=row.url,
        posted_at=row.posted_at,
        collected_at=row.collected_at,
        phones=tuple(row.given["phones"]),
        emails=tuple(row.given["emails"]),
        handles=tuple(row.given["handles"]),
        city=row.city,
        region=row.region,
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        age=row.age,
        pictures=tuple(pictures),
        unread=tuple(row.unread),
    )
