"""Which provider and which network each ad is in, by the newest run that is done.

Connection, id -> resolve, members -> Member

Ids outlive runs: one whose cluster was merged or split away leads on to the one that took its
place.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from sqlalchemy import Connection, func, select, update

from lamplight.errors import NotFound
from lamplight.model import Actor
from lamplight.rank.facts import NONE
from lamplight.store import audit
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.bulk import insert_rows
from lamplight.store.memberships import Homes, ads_in, everyone, homes_of
from lamplight.store.packed import AD, unpack
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
    table = memberships.c
    column = table.provider if cluster.startswith("p") else table.network
    wanted = select(table.provider, table.network, table.ads)
    rows = db.execute(wanted.where(table.run == done_run(db), column == cluster))
    found = (
        Member(ad, provider, network)
        for provider, network, packed in rows
        for ad in unpack(packed, AD).tolist()
    )
    return sorted(found, key=attrgetter("ad"))


def member_of(db: Connection, number: int) -> Member | None:
    """Of one ad; None where it came after the newest run that is done."""
    return members_of(db, [number]).get(number)


def members_of(db: Connection, numbers: Sequence[int]) -> dict[int, Member]:
    found = homes_of(db, done_run(db), numbers)
    return {
        ad: Member(ad, found.providers[home], found.networks[home])
        for ad, home in zip(found.ad.tolist(), found.home.tolist(), strict=True)
    }


def networks_of(db: Connection, run: int | None, numbers: Sequence[int]) -> list[str]:
    """The networks that these ads are in by a run."""
    return sorted(set(homes_of(db, run, numbers).networks))


def ads_of(db: Connection, networks: Sequence[str]) -> list[int]:
    """Numbers of the ads that these networks have, by the newest run that is done."""
    table = memberships.c
    wanted = select(table.ads).where(table.run == done_run(db))
    rows = db.execute(wanted.where(among(db, table.network, networks))).scalars()
    return [ad for packed in rows for ad in unpack(packed, AD).tolist()]


def all_homes(db: Connection) -> Homes:
    """Provider and network of every ad that has them."""
    return everyone(db, done_run(db))


def all_members(db: Connection) -> dict[int, tuple[str, str]]:
    """The same, by the ad's number."""
    found = all_homes(db)
    both = list(zip(found.providers, found.networks, strict=True))
    return dict(zip(found.ad.tolist(), map(both.__getitem__, found.home.tolist()), strict=True))


def count_members(db: Connection) -> int:
    """Ads that the newest done run linked."""
    table = memberships.c
    counted = select(func.coalesce(func.sum(ads_in(table.ads)), 0))
    return int(db.execute(counted.where(table.run == done_run(db))).scalar_one())


def export_rows(db: Connection, actor: Actor) -> Generator[tuple[str, str, str, str], None, None]:
    """(ad's id, source, provider, network) of every ad that was linked, by source and id.

    Raises NotFound where nothing was linked yet.
    """
    run = need_done_run(db)
    audit.record(db, actor, "exported", "clusters")
    found = everyone(db, run)
    home_of = np.full(int(found.ad.max(initial=0)) + 1, NONE)
    home_of[found.ad] = found.home
    wanted = select(ads.c.number, ads.c.id, ads.c.source).order_by(ads.c.source, ads.c.id)
    for part in read_parts(db, wanted):
        for number, id, source in part:
            home = home_of[number] if number < len(home_of) else NONE
            if home != NONE:
                yield id, source, found.providers[home], found.networks[home]


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
        held = select(column, memberships.c.ads).where(memberships.c.run == done_run(db))
        for some in chunks(ids):
            for id, packed in db.execute(held.where(column.in_(some))):
                found.setdefault(id, []).extend(unpack(packed, AD).tolist())
    return {id: sorted(numbers) for id, numbers in found.items()}


def _is_current(db: Connection, cluster: str) -> bool:
    column = memberships.c.provider if cluster.startswith("p") else memberships.c.network
    return (
        db.execute(
            select(memberships.c.number)
            .where(memberships.c.run == done_run(db), column == cluster)
            .limit(1)
        ).first()
        is not None
    )
