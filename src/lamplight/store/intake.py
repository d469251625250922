"""Take in ads: new ones, the same again, new versions, late old ones, forgotten ones.

Connection, ads or rows, run -> take_in, take_in_rows -> Intake

Of an ad's versions the newest by collected_at counts, else by posted_at; where one has neither
date, the one read later. A content that is already known counts as the same, whatever comes in
between, so that reading a file twice changes nothing.

New ads are most of what comes, so these stay rows from the file to the database, and bring along
what was found in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from operator import itemgetter
from typing import cast

from sqlalchemy import Connection, func, insert, literal, select

from lamplight.extract.read import VERSION, Found
from lamplight.model import Ad, AdRow
from lamplight.store.ad_log import log_ads
from lamplight.store.among import among
from lamplight.store.bulk import insert_columns, update_rows
from lamplight.store.records import ad_of, from_record, row_of, storable
from lamplight.store.signals import add_signals
from lamplight.store.tables import ad_changes, ad_versions, ads
from lamplight.store.tombstones import Tombstones
from lamplight.store.types import moment
from lamplight.store.versions import (
    Numbered,
    Pictures,
    add_pictures,
    keep_versions,
    replace_contents,
)

_key = itemgetter(AdRow._fields.index("source"), AdRow._fields.index("id"))


Older = dict[tuple[int, str], datetime | None]
"""When a past content was last collected, by the ad's number and the content's hash."""

Redact = Callable[[Ad], Ad]


def same_ad(ad: Ad) -> Ad:
    return ad


@dataclass(frozen=True, slots=True)
class Batch:
    """Ads as they are read from a file.

    found  the signals of all that are not stored yet, whose ads are places among the rows; None:
           nobody has looked
    """

    rows: Sequence[AdRow]
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """New ads of a batch as they were stored, numbered from the first on.

    found  the signals that were stored with them
    """

    first: int
    rows: Sequence[AdRow]
    found: Found


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a batch: each ad is new, the same or forgotten; versions are new too.

    extracted  of the new ones, those whose signals were stored
    stored     these; None where there are none, or an ad came twice
    """

    new: int
    versions: int
    same: int
    forgotten: int
    extracted: int = 0
    stored: Stored | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    content: str
    collected_at: datetime | None
    posted_at: datetime | None


@dataclass(slots=True)
class _Plan:
    """What to write for a batch.

    first, fresh    number of the first new ad, and the new ads, numbered from there on
    replaced, late  known ads' contents, that count from now on or do not
    seen_again      when known contents were collected again, and their ads' numbers
    """

    first: int
    fresh: Sequence[AdRow]
    replaced: list[Numbered] = field(default_factory=list)
    late: list[Numbered] = field(default_factory=list)
    seen_again: list[tuple[datetime, int]] = field(default_factory=list)
    same: int = 0
    versions: int = 0


def take_in(
    db: Connection, ads: Iterable[Ad], run: int, tombstones: Tombstones, redact: Redact = same_ad
) -> Intake:
    """Store a batch of ads, whatever their texts hold."""
    rows = [row_of(storable(ad)) for ad in ads]
    return take_in_rows(db, Batch(rows), run, tombstones, redact)


def take_in_rows(
    db: Connection, batch: Batch, run: int, tombstones: Tombstones, redact: Redact = same_ad
) -> Intake:
    """Store a batch; the caller holds the lock under which runs write.

    redact  takes forgotten values out of an ad before it is stored; its content's hash stays that
            of what was read, so that it is known again
    """
    wanted = batch.rows
    if tombstones.pairs:
        wanted = [row for row in wanted if not tombstones.covers_ad(row.source, row.id)]
    new = versions = same = 0
    number_of: dict[tuple[str, str], int] = {}
    extracted_by = None if batch.found is None else VERSION
    plans: list[_Plan] = []
    for unique in _without_twins(wanted):
        plans.append(plan := _plan(db, unique, redact))
        _write(db, plan, run, extracted_by)
        number_of.update(zip(map(_key, plan.fresh), count(plan.first)))
        new += len(plan.fresh) + plan.versions
        versions += plan.versions
        same += plan.same
    told = new, versions, same, len(batch.rows) - len(wanted)
    if batch.found is None:
        return Intake(*told)
    extracted = len(number_of)
    of_place = [number_of.pop(_key(row), 0) for row in batch.rows]  # a twin comes after its first
    found = _numbered(batch.found, of_place)
    add_signals(db, found)
    alone = len(plans) == 1 and plans[0].fresh
    stored = Stored(plans[0].first, plans[0].fresh, found) if alone else None
    return Intake(*told, extracted, stored)


def _numbered(found: Found, of_place: Sequence[int]) -> Found:
    """of_place: number of the ad in each place; 0 where it is not new after all."""
    found = found._replace(ads=list(map(of_place.__getitem__, found.ads)))
    return found if all(found.ads) else found.only(found.ads)


def are_new(db: Connection, rows: Sequence[AdRow]) -> list[bool]:
    """Of each, whether nothing is stored under its source and id."""
    known = _known(db, rows)
    return [_key(row) not in known for row in rows]


def _without_twins(batch: Sequence[AdRow]) -> Iterator[Sequence[AdRow]]:
    """The batch in its order, cut so that no part holds the same source and id twice."""
    if len(set(map(_key, batch))) == len(batch):
        yield batch
        return
    part: list[AdRow] = []
    keys: set[tuple[str, str]] = set()
    for row in batch:
        if _key(row) in keys:
            yield part
            part, keys = [], set()
        part.append(row)
        keys.add(_key(row))
    if part:
        yield part


def _plan(db: Connection, batch: Sequence[AdRow], redact: Redact) -> _Plan:
    last = db.execute(select(func.coalesce(func.max(ads.c.number), 0))).scalar_one()
    known = _known(db, batch) if last else {}
    new = [row for row in batch if _key(row) not in known] if known else batch
    plan = _Plan(last + 1, _redacted(new, redact))
    changed: list[tuple[_Known, Ad, str]] = []
    for row in batch if known else ():
        entry = known.get(_key(row))
        if entry is None:
            continue
        if row.content.hex() != entry.content:
            changed.append((entry, redact(ad_of(row)), row.content.hex()))
            continue
        plan.same += 1
        again = moment(row.collected_at)
        if again is not None and _later(again, entry.collected_at):
            plan.seen_again.append((again, entry.number))
    older = _older(db, [entry.number for entry, _, _ in changed])
    for entry, ad, content in changed:
        _place(plan, entry, (entry.number, ad, content), older)
    return plan


def _redacted(rows: Sequence[AdRow], redact: Redact) -> Sequence[AdRow]:
    if redact is same_ad:
        return rows
    return [row_of(redact(ad_of(row)))._replace(content=row.content) for row in rows]


def _place(plan: _Plan, entry: _Known, row: Numbered, older: Older) -> None:
    """Decide what an ad is to the other content that counts under its source and id."""
    number, ad, content = row
    if (number, content) not in older:
        plan.versions += 1
        wins = _wins(ad.collected_at or ad.posted_at, entry.collected_at or entry.posted_at)
        (plan.replaced if wins else plan.late).append(row)
        return
    plan.same += 1
    moment, then = ad.collected_at, older[number, content]
    if moment is not None and _later(moment, then) and _wins(moment, entry.collected_at):
        plan.replaced.append(row)


def _wins(incoming: datetime | None, current: datetime | None) -> bool:
    """Whether the content read later is the newer one; without both dates it is."""
    return incoming is None or current is None or incoming >= current


def _later(incoming: datetime, stored: datetime | None) -> bool:
    return stored is None or incoming > stored


def _known(db: Connection, batch: Sequence[AdRow]) -> dict[tuple[str, str], _Known]:
    by_source: dict[str, list[str]] = {}
    for source, ad_id in map(_key, batch):
        by_source.setdefault(source, []).append(ad_id)
    table = ads.c
    found = {}
    for source, ids in by_source.items():
        rows = db.execute(
            select(table.id, table.number, table.content, table.collected_at, table.posted_at)
            .where(table.source == source, among(db, table.id, ids))
        )  # fmt: skip
        for ad_id, *entry in rows:
            found[source, ad_id] = _Known(*entry)
    return found


def _older(db: Connection, numbers: Sequence[int]) -> Older:
    table = ad_versions.c
    rows = db.execute(
        select(table.ad, table.content, table.record).where(among(db, table.ad, numbers))
    ) if numbers else ()  # fmt: skip
    return {(ad, content): from_record(record).collected_at for ad, content, record in rows}


def _write(db: Connection, plan: _Plan, run: int, extracted_by: int | None) -> None:
    if plan.fresh:
        every = {"run": run, "extracted_by": extracted_by}
        _write_fresh(db, plan.first, plan.fresh, every)
    _note_changes(db, plan, run)
    update_rows(db, ads, "number", ["collected_at"], plan.seen_again)
    keep_versions(db, [(*row, run) for row in plan.late])
    replace_contents(db, plan.replaced, run)


def _write_fresh(
    db: Connection, first: int, rows: Sequence[AdRow], every: Mapping[str, object]
) -> None:
    """every: what is the same in all these ads."""
    numbers = range(first, first + len(rows))
    columns = dict(zip(AdRow._fields, zip(*rows, strict=True), strict=True))
    pictures = cast("Sequence[Pictures]", columns.pop("pictures"))
    same = {name: [value] * len(rows) for name, value in every.items()}
    insert_columns(db, ads, {"number": numbers, **columns, **same})
    add_pictures(db, zip(numbers, pictures, strict=True))
    log_ads(db, numbers)


def _note_changes(db: Connection, plan: _Plan, run: int) -> None:
    """How the ads stood that this run now changes for the first time."""
    numbers = [*(number for number, _, _ in plan.replaced), *(n for _, n in plan.seen_again)]
    table = ad_changes.c
    noted = select(table.ad).where(table.run == run, among(db, table.ad, numbers))
    if numbers:
        columns = (literal(run), ads.c.number, ads.c.content, ads.c.collected_at)
        before = select(*columns).where(
            among(db, ads.c.number, numbers), ads.c.number.not_in(noted)
        )
        names = ["run", "ad", "content", "collected_at"]
        db.execute(insert(ad_changes).from_select(names, before))
