"""What the report of a run counts in the database.

Connection, run -> sources_of, days_of, sizes_of, cuts_of_run, unread_fields, sample_texts
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from sqlalchemy import BigInteger, Connection, case, func, literal_column, select, type_coerce

from lamplight.link.corpus import ValueUse
from lamplight.link.values import why_cut
from lamplight.report.facts import CutFacts, SourceFacts
from lamplight.store.memberships import ads_in
from lamplight.store.packed import SENSE, unpack
from lamplight.store.tables import ads, memberships, set_aside, value_uses
from lamplight.store.types import EPOCH
from lamplight.store.value_uses import USE, use_in

_DAY = 86_400_000_000  # microseconds


def sources_of(db: Connection, run: int) -> list[SourceFacts]:
    """Those with most ads first."""
    new = func.sum(case((ads.c.run == run, 1), else_=0))
    rows = db.execute(
        select(ads.c.source, func.count() - new, new)
        .group_by(ads.c.source)
        .order_by(func.count().desc(), ads.c.source)
    )
    return [SourceFacts(source, int(before), int(brought)) for source, before, brought in rows]


def days_of(db: Connection, run: int | None = None) -> dict[date, int]:
    """Ads posted on each UTC day: all that are stored, or those that a run brought."""
    day = type_coerce(ads.c.posted_at, BigInteger) // literal_column(str(_DAY))
    wanted = select(day, func.count()).where(ads.c.posted_at.is_not(None)).group_by(day)
    if run is not None:
        wanted = wanted.where(ads.c.run == run)
    found: dict[date, int] = defaultdict(int)
    for number, count in db.execute(wanted):
        found[(EPOCH + timedelta(days=int(number))).date()] += count
    return dict(found)


def sizes_of(db: Connection, run: int, level: str) -> dict[int, int]:
    """How many of a run's clusters have how many ads; level: "provider" or "network"."""
    table = memberships.c
    clusters = (
        select(func.sum(ads_in(table.ads)).label("ads"))
        .where(table.run == run)
        .group_by(table[level])
        .subquery()
    )
    rows = db.execute(select(clusters.c.ads, func.count()).group_by(clusters.c.ads))
    return {int(ads_): count for ads_, count in rows}


def cuts_of_run(db: Connection, run: int, limit: int) -> list[CutFacts]:
    """Those of most senses first."""
    table = value_uses.c
    rows = db.execute(
        select(table.kind, table.value, table.senses, table.bits, table.shown)
        .where(table.run == run, table.shown.is_not(None))
        .order_by(table.senses.desc(), table.kind, table.value)
        .limit(limit)
    )
    return [
        CutFacts(kind, value, _sizes(shown), why_cut(kind, senses, bits))
        for kind, value, senses, bits, shown in rows
    ]


def _sizes(shown: bytes) -> list[int]:
    """Of the senses of a cut, the largest first."""
    groups = np.bincount(unpack(shown, SENSE)["sense"])
    return sorted(groups[groups > 0].tolist(), reverse=True)


def count_cuts(db: Connection, run: int) -> int:
    table = value_uses.c
    cut = select(func.count()).where(table.run == run, table.shown.is_not(None))
    return db.execute(cut).scalar_one()


def generic_uses(db: Connection, run: int, limit: int) -> list[ValueUse]:
    """Shared values, those first whose ads are in most groups that nothing joins."""
    table = value_uses.c
    rows = db.execute(
        select(*USE)
        .where(table.run == run)
        .order_by(table.senses.desc(), table.ads.desc(), table.kind, table.value)
        .limit(limit)
    )
    return [use_in(row) for row in rows]


def reasons_set_aside(db: Connection, run: int, limit: int) -> dict[str, int]:
    """Why records could not be read, the most frequent reason first."""
    rows = db.execute(
        select(set_aside.c.reason, func.count())
        .where(set_aside.c.run == run)
        .group_by(set_aside.c.reason)
        .order_by(func.count().desc(), set_aside.c.reason)
        .limit(limit)
    )
    return {reason: count for reason, count in rows}


def unread_fields(db: Connection, run: int, limit: int) -> dict[str, int]:
    """What a run's ads lost: sentence -> ads, the most frequent first."""
    rows = db.execute(
        select(ads.c.unread, func.count())
        .where(ads.c.run == run, ads.c.unread != [])
        .group_by(ads.c.unread)
    )
    found: Counter[str] = Counter()
    for sentences, count in rows:
        found.update(dict.fromkeys(sentences, count))
    return dict(sorted(found.items(), key=lambda it: (-it[1], it[0]))[:limit])


def sample_texts(db: Connection, run: int, *, new: bool, count: int) -> list[str]:
    """Words of about so many ads, evenly spread: of those a run brought, or of all the others."""
    side = ads.c.run == run if new else ads.c.run != run
    numbers: Sequence[int] = list(
        db.execute(select(ads.c.number).where(side).order_by(ads.c.number)).scalars()
    )
    some = numbers[:: max(1, len(numbers) // count)][:count]
    rows = db.execute(
        select(ads.c.title, ads.c.body).where(ads.c.number.in_(some)).order_by(ads.c.number)
    )
    return [f"{title}\n{body}" for title, body in rows]
