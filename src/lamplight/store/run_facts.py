"""What the report of a run counts in the database.

Connection, run -> sources_of, days_of, sizes_of, cuts_of_run, generic_uses, sample_texts
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import BigInteger, Connection, case, func, literal_column, select, type_coerce

from lamplight.link.corpus import ValueUse
from lamplight.report.facts import CutFacts, SourceFacts
from lamplight.store.tables import ads, cuts, memberships, senses, set_aside, value_uses
from lamplight.store.types import EPOCH

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
    column = memberships.c[level]
    clusters = (
        select(func.count().label("ads"))
        .where(memberships.c.run == run)
        .group_by(column)
        .subquery()
    )
    rows = db.execute(select(clusters.c.ads, func.count()).group_by(clusters.c.ads))
    return {ads_: count for ads_, count in rows}


def cuts_of_run(db: Connection, run: int, limit: int) -> list[CutFacts]:
    """Those of most senses first."""
    rows = db.execute(
        select(cuts.c.number, cuts.c.kind, cuts.c.value, cuts.c.text)
        .where(cuts.c.run == run)
        .order_by(cuts.c.senses.desc(), cuts.c.kind, cuts.c.value)
        .limit(limit)
    ).all()
    groups: dict[int, list[int]] = defaultdict(list)
    sizes = db.execute(
        select(senses.c.cut, func.count())
        .where(senses.c.run == run, senses.c.cut.in_([row.number for row in rows]))
        .group_by(senses.c.cut, senses.c.sense)
    )
    for cut, count in sizes:
        groups[cut].append(count)
    return [
        CutFacts(row.kind, row.value, sorted(groups[row.number], reverse=True), row.text)
        for row in rows
    ]


def count_cuts(db: Connection, run: int) -> int:
    return db.execute(select(func.count()).select_from(cuts).where(cuts.c.run == run)).scalar_one()


def generic_uses(db: Connection, run: int, limit: int) -> list[ValueUse]:
    """Shared values, those first whose ads are in most groups that nothing joins."""
    table = value_uses.c
    rows = db.execute(
        select(table.kind, table.value, table.ads, table.atoms, table.senses, table.bits)
        .where(table.run == run)
        .order_by(table.senses.desc(), table.ads.desc(), table.kind, table.value)
        .limit(limit)
    )
    return [ValueUse(*row) for row in rows]


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
