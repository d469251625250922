"""Keys of programs: made by people, shown once, kept as SHA-256, revoked at once.

Connection, Actor, NewKey -> make_key -> the key, to be given to the program
Connection -> active_keys -> by SHA-256

A key is 256 random bits, so that its hash needs no salt and no slow function.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from lamplight.errors import BadInput, NotFound
from lamplight.model import Actor
from lamplight.store import audit
from lamplight.store.tables import api_keys

SCOPES = ("match", "banks:read", "banks:write", "metrics")
FAILS = ("open", "closed")
_BEGIN = "lamplight_"


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a program may do.

    scopes      of SCOPES
    per_minute  looks that it may have; None: as many as it likes
    fail        "open": an upload passes while nothing answers; "closed": it is held
    """

    name: str
    scopes: tuple[str, ...] = ("match",)
    per_minute: int | None = None
    fail: str = "closed"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is kept, without itself."""

    number: int
    name: str
    scopes: tuple[str, ...]
    per_minute: int | None
    fail: str
    at: datetime
    actor: str
    revoked_at: datetime | None


_COLUMNS = tuple(api_keys.c[name] for name in ApiKey.__slots__)


def make_key(db: Connection, actor: Actor, wanted: NewKey, now: datetime) -> str:
    """The key itself, which nothing can show again. Raises BadInput."""
    _check(wanted)
    if db.execute(select(api_keys.c.number).where(api_keys.c.name == wanted.name)).first():
        raise BadInput(f"there is or was a key {wanted.name!r}; choose another name")
    key = _BEGIN + secrets.token_urlsafe(32)
    row = {
        "name": wanted.name,
        "scopes": list(wanted.scopes),
        "per_minute": wanted.per_minute,
        "fail": wanted.fail,
        "sha256": hash_of(key),
        "at": now,
        "actor": actor.name,
    }
    db.execute(insert(api_keys).values(row))
    audit.record(db, actor, "made key", wanted.name, {"scopes": wanted.scopes})
    return key


def revoke_key(db: Connection, actor: Actor, name: str, now: datetime) -> None:
    """Servers hear of it within a second. Raises NotFound."""
    one = api_keys.c
    gone = db.execute(
        update(api_keys).where(one.name == name, one.revoked_at.is_(None)).values(revoked_at=now)
    )
    if not gone.rowcount:
        raise NotFound(f"no key {name!r} is in use; lamplight keys list shows all")
    audit.record(db, actor, "revoked key", name)


def list_keys(db: Connection, actor: Actor) -> list[ApiKey]:
    """By name, revoked ones too."""
    audit.record(db, actor, "saw keys", "keys")
    return [_key(*row) for row in db.execute(select(*_COLUMNS).order_by(api_keys.c.name))]


def active_keys(db: Connection) -> dict[str, ApiKey]:
    """Those in use, by SHA-256."""
    rows = db.execute(select(api_keys.c.sha256, *_COLUMNS).where(api_keys.c.revoked_at.is_(None)))
    return {row[0]: _key(*row[1:]) for row in rows}


def hash_of(key: str) -> str:
    """SHA-256 in hex digits."""
    return sha256(key.encode()).hexdigest()


def _key(number: int, name: str, scopes: list[str], *others: object) -> ApiKey:
    return ApiKey(number, name, tuple(scopes), *others)  # type: ignore[arg-type]


def _check(wanted: NewKey) -> None:
    if not wanted.name.strip() or len(wanted.name) > 100 or not wanted.name.isprintable():
        raise BadInput("a key wants a name of 1 to 100 characters that can be printed")
    if unknown := [scope for scope in wanted.scopes if scope not in SCOPES]:
        raise BadInput(f"{unknown[0]!r} is no scope; want {' or '.join(SCOPES)}")
    if not wanted.scopes:
        raise BadInput(f"a key wants a scope: {' or '.join(SCOPES)}")
    if wanted.fail not in FAILS:
        raise BadInput(f"fail is {wanted.fail!r}; want {' or '.join(FAILS)}")
    if wanted.per_minute is not None and wanted.per_minute < 1:
        raise BadInput(f"rate is {wanted.per_minute}; want 1 or more")
