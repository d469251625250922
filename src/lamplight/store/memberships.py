"""Which provider and network each ad is in, as it is kept: by provider, and by ad.

A row for each provider has its ads, a row for some hundred ads the number of each one's provider.

Connection, run, ads with their clusters -> add_members
Connection, run, ads -> homes_of -> Homes; Connection, run -> everyone -> Homes
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, delete, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from lamplight.arrays import I64
from lamplight.ordered import ordered
from lamplight.rank.facts import NONE, Named, numbered
from lamplight.store.ads import chunks
from lamplight.store.among import among
from lamplight.store.bulk import Columns, insert_columns
from lamplight.store.packed import AD, HEAD_BYTES, HOME, pack, pack_parts, unpack
from lamplight.store.parts import read_parts
from lamplight.store.tables import homes, memberships

PART = 256
"""Ads in a row of homes: few enough that one ad is looked up quickly."""


@dataclass(frozen=True, slots=True, eq=False)
class Homes:
    """Where ads are; those that no cluster holds are left out.

    ad         their numbers
    home       of each the place of its provider in what follows
    providers, networks  ids: of providers, and of the network that each is of
    """

    ad: I64
    home: I64
    providers: Sequence[str]
    networks: Sequence[str]

    def network(self) -> tuple[list[str], I64]:
        """The different networks, and of each ad the place of its own among them."""
        ids, network_of = numbered(self.networks)
        return ids, network_of[self.home]


def add_members(
    db: Connection,
    run: int,
    numbers: Sequence[int],
    providers: Sequence[str],
    networks: Sequence[str],
) -> None:
    """The clusters of ads, which have these numbers. A provider is of one network."""
    ad = np.asarray(numbers, np.int64)
    for table, columns in member_columns(run, ad, numbered(providers), numbered(networks)):
        insert_columns(db, table, columns)


def member_columns(
    run: int, ad: I64, providers: Named, networks: Named
) -> Iterator[tuple[Table, Columns]]:
    """What is to be stored of ads with these numbers, table by table."""
    ids, home = providers
    names, network_of = networks
    order = ordered(home, ad)
    bounds = np.searchsorted(home[order], np.arange(len(ids) + 1)).tolist()
    yield (
        memberships,
        {
            "run": [run] * len(ids),
            "number": range(len(ids)),
            "provider": ids,
            "network": [names[at] for at in network_of[order[bounds[:-1]]].tolist()],
            "ads": list(pack_parts(ad[order].astype(AD), bounds)),
        },
    )
    yield homes, _home_columns(run, ad, home)


def _home_columns(run: int, ad: I64, home: I64) -> Columns:
    every = np.full((int(ad.max(initial=0)) // PART + 1, PART), NONE, HOME)
    every.flat[ad] = home
    parts = np.flatnonzero((every != NONE).any(axis=1)).tolist()
    bounds = range(0, (len(parts) + 1) * PART, PART)
    return {
        "run": [run] * len(parts),
        "part": parts,
        "providers": list(pack_parts(every[parts].ravel(), bounds)),
    }


def homes_of(db: Connection, run: int | None, numbers: Sequence[int]) -> Homes:
    """Of some ads."""
    ad = np.unique(np.asarray(numbers, np.int64))
    number = _providers_of(db, run, ad)
    ad, number = ad[number != NONE], number[number != NONE]
    different, home = np.unique(number, return_inverse=True)
    table = memberships.c
    wanted = select(table.number, table.provider, table.network).where(table.run == run)
    ids = {
        one: (provider, network)
        for some in chunks(different.tolist())
        for one, provider, network in db.execute(wanted.where(among(db, table.number, some)))
    }
    found = [ids[one] for one in different.tolist()]
    return Homes(ad, home, [it[0] for it in found], [it[1] for it in found])


def everyone(db: Connection, run: int | None) -> Homes:
    """Of every ad, provider by provider."""
    table = memberships.c
    wanted = select(table.provider, table.network, table.ads).where(table.run == run)
    providers: list[str] = []
    networks: list[str] = []
    held: list[NDArray[Any]] = [np.empty(0, AD)]
    for part in read_parts(db, wanted.order_by(table.number)):
        some, of, ads = zip(*part, strict=True)
        providers += some
        networks += of
        held += [unpack(packed, AD) for packed in ads]
    home = np.repeat(np.arange(len(providers)), [len(ads) for ads in held[1:]])
    return Homes(np.concatenate(held).astype(np.int64), home, providers, networks)


def runs_kept(db: Connection) -> list[int]:
    """Those whose memberships are still there."""
    return list(db.execute(select(homes.c.run).distinct().order_by(homes.c.run)).scalars())


def ads_in(column: ColumnElement[bytes]) -> ColumnElement[int]:
    """How many ads a row of memberships has, to be asked of the database."""
    return (func.length(column) - HEAD_BYTES) // AD.itemsize


def forget_members(db: Connection, numbers: Sequence[int]) -> int:
    """Take ads out of what every run found; how many places they had."""
    return sum(_forget_in(db, run, np.unique(numbers)) for run in runs_kept(db))


def _forget_in(db: Connection, run: int, ad: I64) -> int:
    table, home = memberships.c, _providers_of(db, run, ad)
    different = np.unique(home[home != NONE]).tolist()
    wanted = select(table.number, table.ads).where(table.run == run)
    for some in chunks(different):
        for number, packed in db.execute(wanted.where(among(db, table.number, some))).all():
            held = unpack(packed, AD)
            left, row = held[~np.isin(held, ad)], (table.run == run, table.number == number)
            if len(left):
                db.execute(update(memberships).where(*row).values(ads=pack(left)))
            else:
                db.execute(delete(memberships).where(*row))
    for part, providers in _parts(db, run, ad).items():
        kept = providers.copy()
        kept[ad[ad // PART == part] % PART] = NONE
        row = homes.c.run == run, homes.c.part == part
        db.execute(update(homes).where(*row).values(providers=pack(kept)))
    return int((home != NONE).sum())


def _providers_of(db: Connection, run: int | None, ad: I64) -> I64:
    """Of each ad the number of its provider, NONE without one."""
    found = np.full(len(ad), NONE)
    parts = _parts(db, run, ad)
    if parts:
        numbers = np.array(sorted(parts))
        every = np.stack([parts[number] for number in numbers.tolist()])
        known = np.isin(ad // PART, numbers)
        found[known] = every[np.searchsorted(numbers, ad[known] // PART), ad[known] % PART]
    return found


def _parts(db: Connection, run: int | None, ad: I64) -> dict[int, NDArray[Any]]:
    table = homes.c
    wanted = select(table.part, table.providers).where(table.run == run)
    return {
        part: unpack(packed, HOME)
        for some in chunks(np.unique(ad // PART).tolist())
        for part, packed in db.execute(wanted.where(among(db, table.part, some)))
    }
