"""Remove an ad, a source or a value everywhere, and keep it from coming back.

Connection, Actor, what -> forget_ads, forget_value -> how many rows of each kind are gone

Ads go whole. Of a value its signals go, and its place in each ad's words is blacked out. What was
derived from it goes too: links, cuts, and the leads of every network it touches, until the next run
ranks them anew. Only a hash stays, by which it is known when it is read again.
Known limit: older backups, exported files, and the files that were read are not touched.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    delete,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)

from lamplight.model import Actor, Ad
from lamplight.store import audit
from lamplight.store.ad_log import log_ads
from lamplight.store.ads import chunks, load_ads
from lamplight.store.among import among
from lamplight.store.bulk import update_rows
from lamplight.store.clusters import networks_of
from lamplight.store.forget_linked import forget_empty, forget_in_links, forget_names
from lamplight.store.memberships import forget_members, runs_kept
from lamplight.store.records import as_record, from_record
from lamplight.store.tables import (
    ad_changes,
    ad_pictures,
    ad_versions,
    ads,
    bank_entries,
    decisions,
    leads,
    set_aside,
    signals,
    value_uses,
)
from lamplight.store.tombstones import bury

Gone = Counter[str]
"""Rows removed or blacked out, by what they were."""
Redact = Callable[[Ad], Ad]


def forget_ads(db: Connection, actor: Actor, numbers: Sequence[int]) -> Gone:
    """Remove whole ads, with all their versions and what was found in them."""
    gone: Gone = Counter()
    log_ads(db, numbers)
    for some in chunks(numbers):
        there = load_ads(db, some)
        bury(db, [("ad", f"{ad.source}/{ad.id}") for ad in there.values()])
        for ad in there.values():
            audit.record(db, actor, "forgot", audit.sealed("ad", f"{ad.source}/{ad.id}"))
            _blank_set_aside(db, gone, ad.source, ad.id)
        _forget_leads(db, gone, some)
        values = _values_of(db, some)
        pictures = _pictures_of(db, some)
        gone += forget_in_links(db, some)
        _delete(db, gone, decisions, or_(decisions.c.left.in_(some), decisions.c.right.in_(some)))
        gone["memberships"] += forget_members(db, some)
        for table in (signals, ad_pictures, ad_versions, ad_changes):
            _delete(db, gone, table, table.c.ad.in_(some))
        _delete(db, gone, ads, ads.c.number.in_(some))
        forget_empty(db)
        _forget_unshown(db, gone, values)
        forget_names(db, "text", [f"{ad.source}/{ad.id}" for ad in there.values()])
        forget_names(db, "picture", _unshown_pictures(db, pictures))
    return gone


def forget_source(db: Connection, actor: Actor, source: str) -> Gone:
    """Remove every ad of a source, and take in none of it again."""
    numbers = list(db.execute(select(ads.c.number).where(ads.c.source == source)).scalars())
    gone = forget_ads(db, actor, numbers)
    bury(db, [("source", source)])
    _blank_set_aside(db, gone, source, "")
    audit.record(db, actor, "forgot", audit.sealed("source", source))
    return gone


def forget_value(db: Connection, actor: Actor, kind: str, value: str, redact: Redact) -> Gone:
    """Black a value out of every ad and version, and remove what was derived from it."""
    gone: Gone = Counter()
    bury(db, [(kind, value)])
    audit.record(db, actor, "forgot", audit.sealed(kind, value))
    shown = signals.c.kind == kind, signals.c.value == value
    numbers = list(db.execute(select(signals.c.ad).where(*shown).distinct()).scalars())
    if kind == "picture":
        numbers = list(
            db.execute(
                select(ad_pictures.c.ad).where(ad_pictures.c.pdq == value).distinct()
            ).scalars()
        )
        _delete(db, gone, ad_pictures, ad_pictures.c.pdq == value)
    log_ads(db, numbers)
    for some in chunks(numbers, 1_000):
        _forget_leads(db, gone, some)
        gone["ads blacked out"] += black_out(db, some, redact)
    _redact_versions(db, gone, redact)
    _redact_set_aside(db, gone, redact)
    _delete(db, gone, signals, *shown)
    _delete(db, gone, bank_entries, bank_entries.c.kind == kind, bank_entries.c.value == value)
    _forget_decisions(db, gone, kind, value)
    _forget_derived(db, gone, [(kind, value)])
    _forget_mentions(db, gone, value)
    return gone


def black_out(db: Connection, numbers: Sequence[int], redact: Redact) -> int:
    """Take what is forgotten out of the words of stored ads; gives back how many held it."""
    before = load_ads(db, numbers)
    after = {number: redact(ad) for number, ad in before.items()}
    changed = {number: ad for number, ad in after.items() if ad is not before[number]}
    log_ads(db, changed)
    columns = ("title", "body", "url", "given")
    rows = [
        (
            ad.title,
            ad.body,
            ad.url,
            {"phones": ad.phones, "emails": ad.emails, "handles": ad.handles},
            number,
        )
        for number, ad in changed.items()
    ]
    update_rows(db, ads, "number", columns, rows)
    return len(changed)


def erase(engine: Engine) -> None:
    """Leave no bytes of what was removed in the database's files."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if engine.dialect.name == "postgresql":
            db.exec_driver_sql("vacuum full")
            return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("vacuum")
        cursor.execute("pragma wal_checkpoint(truncate)")
        cursor.close()
    finally:
        raw.close()


def _delete(db: Connection, gone: Gone, table: Table, *conditions: ColumnElement[bool]) -> None:
    gone[table.name] += db.execute(delete(table).where(*conditions)).rowcount


def _values_of(db: Connection, numbers: Sequence[int]) -> list[tuple[str, str]]:
    rows = db.execute(
        select(signals.c.kind, signals.c.value).where(signals.c.ad.in_(numbers)).distinct()
    )
    return [(kind, value) for kind, value in rows]


def _forget_leads(db: Connection, gone: Gone, numbers: Sequence[int]) -> None:
    """Leads of the networks that these ads are in: their reasons may quote them."""
    networks = {one for run in runs_kept(db) for one in networks_of(db, run, numbers)}
    _delete(db, gone, leads, among(db, leads.c.network, sorted(networks)))


def _forget_unshown(db: Connection, gone: Gone, values: Sequence[tuple[str, str]]) -> None:
    """What was derived from values that no ad shows any more."""
    left: set[tuple[str, str]] = set()
    pair = tuple_(signals.c.kind, signals.c.value)
    for start in range(0, len(values), 1_000):
        some = values[start : start + 1_000]
        rows = db.execute(select(signals.c.kind, signals.c.value).where(pair.in_(some)).distinct())
        left.update((kind, value) for kind, value in rows)
    _forget_derived(db, gone, [pair for pair in values if pair not in left])


def _pictures_of(db: Connection, numbers: Sequence[int]) -> list[str]:
    shown = select(ad_pictures.c.pdq).where(ad_pictures.c.ad.in_(numbers))
    return list(db.execute(shown.where(ad_pictures.c.pdq.is_not(None)).distinct()).scalars())


def _unshown_pictures(db: Connection, hashes: Sequence[str]) -> list[str]:
    """Those of these pictures that no ad shows any more."""
    left: set[str] = set()
    for some in chunks(hashes):
        shown = select(ad_pictures.c.pdq).where(ad_pictures.c.pdq.in_(some)).distinct()
        left.update(db.execute(shown).scalars())
    return [it for it in hashes if it not in left]


def _forget_derived(db: Connection, gone: Gone, values: Sequence[tuple[str, str]]) -> None:
    """With the name of a value go the links that it makes."""
    for kind, value in values:
        _delete(db, gone, value_uses, value_uses.c.kind == kind, value_uses.c.value == value)


def _forget_decisions(db: Connection, gone: Gone, kind: str, value: str) -> None:
    same = decisions.c.value_kind == kind, decisions.c.value == value
    _delete(db, gone, decisions, *same)


def _forget_mentions(db: Connection, gone: Gone, value: str) -> None:
    """Where a value stands in another or in sentences: these and leads go, notes and raw records
    are blacked."""
    for table, column in ((value_uses, value_uses.c.value), (leads, leads.c.reasons)):
        _delete(db, gone, table, type_coerce(column, Text).contains(value, autoescape=True))
    for table in (decisions, bank_entries):
        note = table.c.note
        db.execute(
            update(table).where(note.contains(value, autoescape=True)).values(note="forgotten")
        )
    _blank_set_aside(db, gone, value, value)


def _blank_set_aside(db: Connection, gone: Gone, source: str, text: str) -> None:
    """Unreadable records that name what is forgotten."""
    raw = set_aside.c.raw
    named = or_(
        raw.contains(source, autoescape=True), set_aside.c.file.contains(source, autoescape=True)
    )
    changed = db.execute(
        update(set_aside)
        .where(named, raw.contains(text, autoescape=True), raw != "")
        .values(raw="", reason="forgotten")
    )
    gone["set_aside"] += changed.rowcount


def _redact_versions(db: Connection, gone: Gone, redact: Redact) -> None:
    table = ad_versions.c
    rows = db.execute(select(table.ad, table.content, table.record)).all()
    for number, content, record in rows:
        before = from_record(record)
        after = redact(before)
        if after is not before:
            db.execute(
                update(ad_versions)
                .where(table.ad == number, table.content == content)
                .values(record=as_record(after))
            )
            gone["versions blacked out"] += 1


def _redact_set_aside(db: Connection, gone: Gone, redact: Redact) -> None:
    table = set_aside.c
    rows = db.execute(select(table.run, table.number, table.raw).where(table.raw != "")).all()
    for run, number, raw in rows:
        after = redact(Ad("", "", body=raw)).body
        if after != raw:
            db.execute(
                update(set_aside).where(table.run == run, table.number == number).values(raw=after)
            )
            gone["set_aside"] += 1
