"""What was found in ads: by ad, or by value.

Connection, ads -> to_extract -> … -> save_signals
Connection, Actor, kind, value -> ads_with -> numbers of ads
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, delete, func, inspect, or_, select, update

from lamplight.extract.read import Found
from lamplight.model import Actor, Signal
from lamplight.store import audit
from lamplight.store.ad_log import log_ads
from lamplight.store.among import among
from lamplight.store.bulk import insert_columns
from lamplight.store.tables import ads, signals

(_BY_VALUE,) = signals.indexes
_SIGNAL = ("kind", "value", "field", "start", "end", "method", "confidence", "obfuscation")


def signals_of(db: Connection, actor: Actor, number: int) -> list[Signal]:
    """Of one ad, in the order in which they were found."""
    audit.record(db, actor, "saw signals", f"ad number {number}")
    return load_signals(db, [number]).get(number, [])


def ads_with(db: Connection, actor: Actor, kind: str, value: str) -> list[int]:
    """Numbers of the ads that show a value, in order."""
    audit.record(db, actor, "looked up", audit.sealed(kind, value))
    return load_ads_with(db, kind, value)


def platforms_of(db: Connection, actor: Actor, name: str) -> dict[str, int]:
    """Handles of this name on any platform, and how many ads show each, most first."""
    audit.record(db, actor, "looked up", audit.sealed("handle", name))
    ads_of = func.count(signals.c.ad.distinct())
    rows = db.execute(
        select(signals.c.value, ads_of)
        .where(signals.c.kind == "handle", signals.c.value.endswith(f":{name}", autoescape=True))
        .group_by(signals.c.value)
        .order_by(ads_of.desc(), signals.c.value)
    )
    return {value: count for value, count in rows}


def stored_among(db: Connection, kind: str, values: Iterable[str]) -> list[str]:
    """Those of the values that any ad shows, most ads first."""
    table = signals.c
    rows = db.execute(
        select(table.value)
        .where(table.kind == kind, table.value.in_(list(values)))
        .group_by(table.value)
        .order_by(func.count(table.ad.distinct()).desc(), table.value)
    )
    return list(rows.scalars())


def load_ads_with(db: Connection, kind: str, value: str) -> list[int]:
    rows = db.execute(
        select(signals.c.ad)
        .where(signals.c.kind == kind, signals.c.value == value)
        .distinct()
        .order_by(signals.c.ad)
    )
    return list(rows.scalars())


def load_signals(db: Connection, numbers: Sequence[int]) -> dict[int, list[Signal]]:
    """By the ads' numbers; an ad without any is left out."""
    found = defaultdict(list)
    columns = [signals.c.ad, *(signals.c[name] for name in _SIGNAL)]
    rows = db.execute(
        select(*columns)
        .where(among(db, signals.c.ad, numbers))
        .order_by(signals.c.ad, signals.c.position)
    )
    same: dict[tuple[object, ...], Signal] = {}  # an ad that is posted again shows what it showed
    for row in rows.all():
        shown = row[1:]
        if shown not in same:
            same[shown] = Signal(*shown)
        found[row[0]].append(same[shown])
    return dict(found)


def count_signals(db: Connection) -> int:
    return db.execute(select(func.count()).select_from(signals)).scalar_one()


def count_to_extract(db: Connection, version: int) -> int:
    return db.execute(select(func.count()).select_from(ads).where(_stale(version))).scalar_one()


def to_extract(db: Connection, version: int, after: int, limit: int) -> list[int]:
    """Numbers of ads that this version of the extractors has not read, from after a number on."""
    rows = db.execute(
        select(ads.c.number)
        .where(_stale(version), ads.c.number > after)
        .order_by(ads.c.number)
        .limit(limit)
    )
    return list(rows.scalars())


def add_signals(db: Connection, found: Found) -> None:
    """Of ads of which none are stored."""
    columns = dict(zip(("ad", "position", *_SIGNAL), found, strict=True))
    insert_columns(db, signals, columns, together=not is_indexed_by_value(db))


def is_indexed_by_value(db: Connection) -> bool:
    return inspect(db).has_index("signals", str(_BY_VALUE.name))


def drop_index_by_value(db: Connection) -> None:
    """While many signals are stored that nobody asks for yet: made anew it takes half the time, and
    a tenth of the writing."""
    _BY_VALUE.drop(db, checkfirst=True)


def make_index_by_value(db: Connection) -> None:
    """If it isn't there."""
    _BY_VALUE.create(db, checkfirst=True)


def save_signals(db: Connection, numbers: Sequence[int], found: Found, version: int) -> None:
    """Put these in place of what was found in these ads before."""
    log_ads(db, numbers)
    db.execute(delete(signals).where(among(db, signals.c.ad, numbers)))
    db.execute(update(ads).where(among(db, ads.c.number, numbers)).values(extracted_by=version))
    add_signals(db, found)


def _stale(version: int) -> ColumnElement[bool]:
    return or_(ads.c.extracted_by.is_(None), ads.c.extracted_by != version)
