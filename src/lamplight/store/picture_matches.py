"""Pictures of ads that are in a bank: what was found, and what of it counts now.

Connection, matches -> add_matches; Connection, ads -> hits_in, withheld_in

What counts is asked each time: an entry that was withdrawn, held or has ended, a bank that is
switched off or matches more narrowly now, and a picture that a negative bank knows, do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    func,
    select,
)

from lamplight.model import Actor, BankHit
from lamplight.store import audit
from lamplight.store.among import among
from lamplight.store.bank_states import is_active
from lamplight.store.banks import get_bank, number_of
from lamplight.store.memberships import homes_of
from lamplight.store.runs import done_run
from lamplight.store.tables import (
    ad_pictures,
    ads,
    bank_entries,
    banks,
    picture_matches,
)
from lamplight.store.upsert import upsert

_AT_ONCE = 10_000


class PictureMatch(NamedTuple):
    """A picture of an ad and an entry of a bank; bits that differ, 0 for digests."""

    ad: int
    position: int
    entry: int
    bits: int


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture of an ad, which has a number, that is in a bank."""

    ad: int
    source: str
    ad_id: str
    position: int
    entry: int
    bits: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """Pictures that are in a bank, newest first, and how many there are in all."""

    shown: tuple[FoundPicture, ...]
    pictures: int
    ads: int


def add_matches(db: Connection, found: Iterable[PictureMatch], now: datetime) -> None:
    """Those that are known already stay; pictures and entries that are gone since are left out."""
    rows = list(found)
    for begin in range(0, len(rows), _AT_ONCE):
        some = _there(db, rows[begin : begin + _AT_ONCE])
        if some:
            statement = upsert(db.dialect.name, picture_matches).on_conflict_do_nothing()
            db.execute(statement, [{**it._asdict(), "at": now} for it in some])


def hits_in(db: Connection, numbers: Sequence[int]) -> list[tuple[int, BankHit]]:
    """Number of an ad and what one of its pictures is in, each entry once for an ad."""
    one = picture_matches.c
    rows = db.execute(
        _counting(
            one.ad,
            *(banks.c.name, banks.c.purpose, bank_entries.c.value, banks.c.withheld),
            func.min(one.bits),
        )
        .where(among(db, one.ad, sorted(numbers)))
        .group_by(one.ad, bank_entries.c.number, bank_entries.c.value)
        .group_by(banks.c.name, banks.c.purpose, banks.c.withheld)
        .order_by(one.ad, banks.c.name, bank_entries.c.number)
    )
    return [
        (ad, BankHit(name, purpose, "picture", value, bits, withheld))
        for ad, name, purpose, value, withheld, bits in rows
    ]


def matched_ads(db: Connection) -> list[int]:
    """Numbers of the ads of which hits_in says anything."""
    return list(db.execute(_counting(picture_matches.c.ad).distinct()).scalars())


def withheld_in(db: Connection, numbers: Sequence[int]) -> set[tuple[int, int]]:
    """Ad and position of those pictures of some ads that must not be shown."""
    one = picture_matches.c
    rows = db.execute(
        _counting(one.ad, one.position).where(among(db, one.ad, list(numbers)), banks.c.withheld)
    )
    return {(ad, position) for ad, position in rows}


def withheld_by_network(db: Connection) -> dict[str, int]:
    """How many ads of a network show a picture that is withheld; networks without one left out."""
    ads = db.execute(_counting(picture_matches.c.ad).where(banks.c.withheld).distinct())
    networks, of = homes_of(db, done_run(db), list(ads.scalars())).network()
    counts = np.bincount(of, minlength=len(networks))
    return dict(zip(networks, counts.tolist(), strict=True))


def found_pictures(
    db: Connection, actor: Actor, name: str, limit: int = 100, skip: int = 0
) -> Found:
    """What ads show of a bank: the newest finds, after so many. Of a positive bank without known
    false matches. Raises NotFound."""
    one, mine = picture_matches.c, banks.c.number == number_of(db, name)
    if get_bank(db, name).sign == "positive":
        ours = _counting(one.ad).where(mine)
    else:
        ours = _live(picture_matches, bank_entries, banks, mine)
    audit.record(db, actor, "saw pictures in bank", name)
    rows = db.execute(
        ours.join(ads, ads.c.number == one.ad)
        .with_only_columns(
            one.ad, ads.c.source, ads.c.id, one.position, one.entry, one.bits, one.at
        )
        .order_by(one.at.desc(), one.ad, one.position)
        .limit(limit)
        .offset(skip)
    )
    pictures = ours.with_only_columns(one.ad, one.position).distinct().subquery()
    counts = db.execute(select(func.count(), func.count(pictures.c.ad.distinct()))).one()
    return Found(tuple(FoundPicture(*row) for row in rows), *counts)


def _counting(*columns: Any) -> Select[Any]:
    """Matches in positive banks that count now, and that no negative bank knows."""
    other, entry, bank = picture_matches.alias(), bank_entries.alias(), banks.alias()
    one = picture_matches.c
    same = and_(other.c.ad == one.ad, other.c.position == one.position)
    denied = _live(other, entry, bank, bank.c.sign == "negative").where(same)
    ours = _live(picture_matches, bank_entries, banks, banks.c.sign == "positive")
    return ours.where(~denied.correlate(picture_matches).exists()).with_only_columns(*columns)


def _live(
    match: FromClause, entry: FromClause, bank: FromClause, wanted: ColumnElement[bool]
) -> Select[Any]:
    return (
        select(match.c.ad)
        .select_from(match)
        .join(entry, entry.c.number == match.c.entry)
        .join(bank, bank.c.number == entry.c.bank)
        .where(wanted, bank.c.enabled, match.c.bits <= bank.c.radius_bits)
        .where(is_active(entry, datetime.now(UTC)))
    )


def _there(db: Connection, found: Sequence[PictureMatch]) -> list[PictureMatch]:
    """Those whose picture and entry still are."""
    picture, entry = ad_pictures.c, bank_entries.c
    shown = select(picture.ad, picture.position).where(
        among(db, picture.ad, sorted({it.ad for it in found}))
    )
    known = select(entry.number).where(among(db, entry.number, sorted({it.entry for it in found})))
    pictures = {(ad, position) for ad, position in db.execute(shown)}
    entries = set(db.execute(known).scalars())
    return [it for it in found if it[:2] in pictures and it.entry in entries]
