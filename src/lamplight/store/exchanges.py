"""Exchanges: which partner fills which bank, how far it was read, and how that goes.

Connection, Actor, NewExchange -> add_exchange; name -> Exchange; Actor, api -> keep_credentials

An exchange is named after the bank that it fills. One process at a time fetches it: it holds a
lease in the database, which ends by itself where that process does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from lamplight.errors import BadInput, Busy, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.bank_states import is_active
from lamplight.store.banks import number_of
from lamplight.store.exchange_intake import ANEW, LEASE, Taking, forget_records
from lamplight.store.lock import since
from lamplight.store.tables import bank_entries, banks, exchange_apis, exchanges
from lamplight.store.upsert import upsert

_MOST_WAIT = 16
"""Times the usual pause, after many tries that failed."""


@dataclass(frozen=True, slots=True)
class NewExchange:
    """settings: as the partner checked them; credentials_file: "" where they are elsewhere."""

    bank: str
    api: str
    settings: Mapping[str, Any]
    credentials_file: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Exchange:
    """bank            its number
    upto            up to when all that the partner says is here
    heard_at        when the newest page came
    round           how often the partner was read anew
    sweeping        what this round does not bring will be dropped
    holder          who fetches now, until held_until
    failure         of the last try, in words; "": it did not fail
    failures        tries that failed since the last that did not
    records         that came in all; of them set_aside, and left_out as of other kinds
    reasons         why the newest were set aside
    entries         of the bank that are active
    """

    name: str
    bank: int
    api: str
    settings: Mapping[str, Any]
    credentials_file: str
    enabled: bool
    checkpoint: dict[str, Any] | None
    upto: datetime | None
    heard_at: datetime | None
    round: int
    sweeping: bool
    holder: str | None
    held_until: datetime | None
    tried_at: datetime | None
    succeeded_at: datetime | None
    failed_at: datetime | None
    failure: str
    failures: int
    records: int
    set_aside: int
    left_out: int
    reasons: tuple[str, ...]
    at: datetime
    actor: str
    entries: int = 0


_COLUMNS = tuple(exchanges.c[name] for name in Exchange.__slots__ if name in exchanges.c)


def add_exchange(db: Connection, actor: Actor, wanted: NewExchange, now: datetime) -> None:
    """Of a bank that is there. Raises NotFound, and BadInput where it has one already."""
    bank = number_of(db, wanted.bank)
    if db.execute(select(exchanges.c.bank).where(exchanges.c.bank == bank)).first():
        raise BadInput(f"the bank {wanted.bank!r} is filled by an exchange already")
    row = {
        "bank": bank,
        "api": wanted.api,
        "settings": dict(wanted.settings),
        "credentials_file": wanted.credentials_file,
        "enabled": wanted.enabled,
        **{"round": 0, "sweeping": False, "failure": "", "failures": 0},
        **{"records": 0, "set_aside": 0, "left_out": 0, "reasons": [], "at": now},
        "actor": actor.name,
    }
    db.execute(insert(exchanges).values(row))
    audit.record(db, actor, "made exchange", wanted.bank, {"api": wanted.api})


def change_exchange(db: Connection, actor: Actor, name: str, changes: Mapping[str, Any]) -> None:
    """Whether it is enabled, its settings, its credentials_file. With other settings the partner is
    read anew. Raises NotFound."""
    before = get_exchange(db, name)
    values: dict[str, Any] = dict(changes)
    if "settings" in values and values["settings"] != before.settings:
        values |= {**ANEW, "round": before.round + 1}
    db.execute(update(exchanges).where(exchanges.c.bank == before.bank).values(values))
    audit.record(db, actor, "changed exchange", name, dict(changes))


def remove_exchange(db: Connection, actor: Actor, name: str, now: datetime) -> int:
    """What it gave and nobody else did is withdrawn; gives back how much. Raises NotFound."""
    one = get_exchange(db, name)
    withdrawn = forget_records(db, Taking(one.bank, one.api, one.round, now))
    db.execute(delete(exchanges).where(exchanges.c.bank == one.bank))
    audit.record(db, actor, "removed exchange", name, {"withdrawn": withdrawn})
    return withdrawn


def get_exchange(db: Connection, name: str) -> Exchange:
    """Raises NotFound."""
    row = db.execute(_all().where(banks.c.name == name)).first()
    if row is None:
        raise NotFound(f"no exchange {name!r}; lamplight exchange list shows all")
    return _exchange(row)


def list_exchanges(db: Connection, *, counted: bool = True) -> list[Exchange]:
    """By name. counted: entries too, which takes longer the more there are."""
    wanted = _all() if counted else _bare()
    return [_exchange(row) for row in db.execute(wanted.order_by(banks.c.name))]


def told(one: Exchange) -> dict[str, Any]:
    """What programs are told of an exchange."""
    names = ("name", "api", "settings", "enabled", "entries", "upto", "tried_at", "succeeded_at")
    others = ("failed_at", "failure", "failures", "records", "set_aside", "left_out", "reasons")
    return {name: getattr(one, name) for name in (*names, *others)}


def due_exchanges(db: Connection, now: datetime, pause: timedelta) -> list[str]:
    """Enabled ones that nobody fetches, whose pause is over: longer, the more often it failed."""
    one = exchanges.c
    free = or_(one.held_until.is_(None), one.held_until <= now)
    rows = db.execute(
        select(banks.c.name, one.tried_at, one.failures)
        .join(banks, banks.c.number == one.bank)
        .where(one.enabled, free, or_(one.tried_at.is_(None), one.tried_at <= now - pause))
        .order_by(one.tried_at.nulls_first(), one.bank)
    )
    return [
        name
        for name, tried, failures in rows
        if tried is None or tried <= now - pause * min(2 ** max(failures - 1, 0), _MOST_WAIT)
    ]


def take_lease(db: Connection, name: str, holder: str, now: datetime) -> Exchange:
    """Hold an exchange; how it stands now. Raises NotFound, Busy."""
    one, bank = exchanges.c, get_exchange(db, name).bank
    free = or_(one.held_until.is_(None), one.held_until <= now)
    held = db.execute(
        update(exchanges)
        .where(one.bank == bank, free)
        .values(holder=holder, held_until=now + LEASE, tried_at=now)
    )
    found = get_exchange(db, name)
    if not held.rowcount:
        began = "" if found.tried_at is None else f" {since(found.tried_at, now)}"
        raise Busy(f"{found.holder} fetches {name}{began}")
    return found


def renew_lease(db: Connection, bank: int, holder: str, now: datetime) -> None:
    """Raises Busy where it is another's now."""
    ours = (exchanges.c.bank == bank, exchanges.c.holder == holder)
    if not db.execute(update(exchanges).where(*ours).values(held_until=now + LEASE)).rowcount:
        raise Busy("the exchange was changed, or is fetched by another")


def end_lease(db: Connection, bank: int, holder: str, values: Mapping[str, Any]) -> None:
    """With what became of the try."""
    one = exchanges.c
    ours = update(exchanges).where(one.bank == bank, one.holder == holder)
    db.execute(ours.values({"holder": None, "held_until": None, **values}))


def restart(db: Connection, actor: Actor, name: str) -> None:
    """Read the partner from its beginning; what it no longer says is dropped in the end. Raises
    NotFound."""
    one = get_exchange(db, name)
    values = {**ANEW, "round": one.round + 1}
    db.execute(update(exchanges).where(exchanges.c.bank == one.bank).values(values))
    audit.record(db, actor, "restarted exchange", name)


def keep_credentials(
    db: Connection, actor: Actor, api: str, values: Mapping[str, Any] | None, now: datetime
) -> None:
    """Of a partner, in place of those before; None: none are kept."""
    if values is None:
        db.execute(delete(exchange_apis).where(exchange_apis.c.api == api))
    else:
        row = {"credentials": dict(values), "at": now, "actor": actor.name}
        statement = upsert(db.dialect.name, exchange_apis).values(api=api, **row)
        db.execute(statement.on_conflict_do_update(index_elements=["api"], set_=row))
    audit.record(db, actor, "set credentials", api, {"kept": values is not None})


def kept_credentials(db: Connection, api: str) -> dict[str, Any] | None:
    """Secret: for the partner alone."""
    one = exchange_apis.c
    return db.execute(select(one.credentials).where(one.api == api)).scalar()


def _all() -> Select[Any]:
    entry, matching = bank_entries.c, is_active(bank_entries, datetime.now(UTC))
    active = select(func.count()).where(entry.bank == exchanges.c.bank, matching)
    return _bare().add_columns(active.scalar_subquery().label("entries"))


def _bare() -> Select[Any]:
    return select(banks.c.name, *_COLUMNS).join(banks, banks.c.number == exchanges.c.bank)


def _exchange(row: Row[Any]) -> Exchange:
    return Exchange(**dict(row._mapping) | {"reasons": tuple(row.reasons)})
