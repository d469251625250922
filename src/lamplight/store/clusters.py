"""Which provider and which network each ad is in, by the newest run that is done.

Connection, id -> resolve, members -> Member

Ids outlive runs: one whose cluster was merged or split away leads on to the one that took its
place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select, update

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.bulk import insert_columns, insert_rows
from lamplight.store.parts import read_parts
from lamplight.store.runs import done_run, need_done_run
from lamplight.store.tables import ads, memberships, redirects


@dataclass(frozen=True, slots=True)
class Member:
    """An ad by its number, and the clusters it is in."""

    ad: int
    provider: str
    network: str


def resolve(db: Connection, cluster: str) -> str:
    """The id that counts now for one of a provider or network; raises NotFound."""
    current, seen = cluster, {cluster}
    while not _is_current(db, current):
        following = db.execute(
            select(redirects.c.new).where(redirects.c.old == current, redirects.c.ended.is_(None))
        ).scalar()
        if following is None or following in seen:
            raise NotFound(f"no provider or network {cluster!r}")
        seen.add(following)
        current = following
    return current


def leads_to(db: Connection, cluster: str, current: str) -> bool:
    """Whether an id is, or became, the one that counts now."""
    try:
        return resolve(db, cluster) == current
    except NotFound:
        return False


def members(db: Connection, actor: Actor, cluster: str) -> list[Member]:
    """Of a provider or network, by its id that counts now, in order of the ads' numbers."""
    audit.record(db, actor, "saw members", cluster)
    return load_members(db, cluster)


def load_members(db: Connection, cluster: str) -> list[Member]:
    column = memberships.c.provider if cluster.startswith("p") else memberships.c.network
    rows = db.execute(
        select(memberships.c.ad, memberships.c.provider, memberships.c.network)
        .where(memberships.c.run == done_run(db), column == cluster)
        .order_by(memberships.c.ad)
    )
    return [Member(*row) for row in rows]


def member_of(db: Connection, number: int) -> Member | None:
    """Of one ad; None where it came after the newest run that is done."""
    return members_of(db, [number]).get(number)


def members_of(db: Connection, numbers: Sequence[int]) -> dict[int, Member]:
    table, run = memberships.c, done_run(db)
    found = select(table.ad, table.provider, table.network).where(table.run == run)
    return {
        row.ad: Member(*row)
        for some in chunks(numbers)
        for row in db.execute(found.where(table.ad.in_(some)))
    }


def networks_of(db: Connection, run: int | None, numbers: Sequence[int]) -> Select[tuple[str]]:
    """A query for the networks that these ads are in by a run."""
    table = memberships.c
    return select(table.network).where(table.run == run, among(db, table.ad, numbers))


def all_members(db: Connection) -> dict[int, tuple[str, str]]:
    """Provider and network of every ad that has them, by its number."""
    table = memberships.c
    wanted = select(table.ad, table.provider, table.network).where(table.run == done_run(db))
    parts = read_parts(db, wanted)
    return {ad: (provider, network) for part in parts for ad, provider, network in part}


def count_members(db: Connection) -> int:
    """Ads that the newest done run linked."""
    return db.execute(
        select(func.count()).select_from(memberships).where(memberships.c.run == done_run(db))
    ).scalar_one()


def export_rows(db: Connection, actor: Actor) -> Iterator[tuple[str, str, str, str]]:
    """(ad's id, source, provider, network) of every ad that was linked, by source and id.

    Raises NotFound where nothing was linked yet.
    """
    need_done_run(db)
    audit.record(db, actor, "exported", "clusters")
    table = memberships.c
    rows = db.execute(
        select(ads.c.id, ads.c.source, table.provider, table.network)
        .join(memberships, (table.ad == ads.c.number) & (table.run == done_run(db)))
        .order_by(ads.c.source, ads.c.id)
        .execution_options(yield_per=5_000)
    )
    for row in rows:
        yield tuple(row)


def add_members(
    db: Connection,
    run: int,
    numbers: Sequence[int],
    providers: Sequence[str],
    networks: Sequence[str],
) -> None:
    """The clusters of ads, which have these numbers."""
    columns: dict[str, Sequence[object]] = {
        "run": [run] * len(numbers),
        "ad": numbers,
        "provider": providers,
        "network": networks,
    }
    insert_columns(db, memberships, columns)


def add_redirects(db: Connection, run: int, moved: Mapping[str, str]) -> None:
    """Ids that lead on to others from this run on, with the ads they had by the newest done run;
    those that this run's members bear again don't any more."""
    end = update(redirects).where(redirects.c.ended.is_(None)).values(ended=run)
    for some in chunks(list(moved)):
        db.execute(end.where(redirects.c.old.in_(some)))
    had = _ads_of(db, list(moved))
    rows = [(old, new, run, had.get(old, [])) for old, new in moved.items()]
    insert_rows(db, redirects, ("old", "new", "run", "ads"), rows)
    for column in (memberships.c.provider, memberships.c.network):
        borne = select(column).where(memberships.c.run == run)
        db.execute(end.where(redirects.c.old.in_(borne)))


def former_members(db: Connection) -> dict[str, list[int]]:
    """Of each id that leads on to another, the ads it had."""
    wanted = select(redirects.c.old, redirects.c.ads).where(redirects.c.ended.is_(None))
    return {old: numbers for old, numbers in db.execute(wanted) if numbers}


def _ads_of(db: Connection, ids: Sequence[str]) -> dict[str, list[int]]:
    """By providers and networks of the newest done run."""
    found: dict[str, list[int]] = {}
    for column in (memberships.c.provider, memberships.c.network):
        held = select(column, memberships.c.ad).where(memberships.c.run == done_run(db))
        for some in chunks(ids):
            for id, number in db.execute(held.where(column.in_(some)).order_by(memberships.c.ad)):
                found.setdefault(id, []).append(number)
    return found


def _is_current(db: Connection, cluster: str) -> bool:
    column = memberships.c.provider if cluster.startswith("p") else memberships.c.network
    return (
        db.execute(
            select(memberships.c.ad)
            .where(memberships.c.run == done_run(db), column == cluster)
            .limit(1)
        ).first()
        is not None
    )
