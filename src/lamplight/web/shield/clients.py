"""Which program asks, and whether it may.

Request -> Clients.check -> ApiKey, or 401, 403, 429

Keys are read again every second, so that a revoked one ends soon. Known limits: each process counts
a program's rate for itself; while the database is away, keys count that did when it went.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from lamplight.errors import Unavailable
from lamplight.store.api_keys import ApiKey, active_keys, hash_of
from lamplight.store.engine import reading
from lamplight.web.shield.lanes import SharedLook

READ_EVERY_S = 1.0
PATIENCE_S = 0.5
"""After which, of a database that is silent, the keys that were read before count."""

_AT_FIRST_S = 10.0
_WHO = {"WWW-Authenticate": "Bearer"}
_MINUTE_S = 60.0


@dataclass(slots=True)
class _Budget:
    """Looks that are left, and when that was."""

    left: float
    at: float


@dataclass(slots=True)
class Clients:
    """Keys and rates of the programs that ask one server."""

    engine: Engine
    _keys: Mapping[str, ApiKey] = field(default_factory=dict)
    _read_at: float = float("-inf")
    _budgets: dict[int, _Budget] = field(default_factory=dict)
    _reading: SharedLook = field(init=False)

    def __post_init__(self) -> None:
        self._reading = SharedLook(self._read)

    async def check(self, request: HTTPConnection, scope: str | None) -> ApiKey:
        """The key that a request comes with; scope None: whatever it may do. Raises HTTPException,
        Unavailable."""
        if self._is_due():
            await self._read_soon()
        return self._checked(request.headers.get("authorization", ""), scope)

    def at_once(self, authorization: str, scope: str) -> ApiKey | None:
        """The same, where that needs no look at the database; None too for what is refused."""
        try:
            return None if self._is_due() else self._checked(authorization, scope)
        except HTTPException:
            return None

    def _is_due(self) -> bool:
        return time.monotonic() - self._read_at >= READ_EVERY_S

    def _checked(self, authorization: str, scope: str | None) -> ApiKey:
        kind, _, token = authorization.partition(" ")
        key = self._keys.get(hash_of(token.strip())) if kind.lower() == "bearer" else None
        if key is None:
            raise HTTPException(401, "Send a key: Authorization: Bearer KEY", _WHO)
        if scope not in (None, *key.scopes):
            raise HTTPException(403, f"This key may not do that; it wants the scope {scope}.")
        self._check_rate(key)
        return key

    def spend(self, key: ApiKey, looks: int) -> None:
        """Take looks from a program's rate; it may go below nothing once, and waits for it."""
        if key.per_minute is not None:
            self._budget(key).left -= looks

    def _check_rate(self, key: ApiKey) -> None:
        if key.per_minute is None:
            return
        left = self._budget(key).left
        if left < 1:
            wait_s = int((1 - left) * _MINUTE_S / key.per_minute) + 1
            detail = f"More than {key.per_minute:,} looks a minute; try again in {wait_s} s."
            raise HTTPException(429, detail, {"Retry-After": str(wait_s)})

    def _budget(self, key: ApiKey) -> _Budget:
        now, most = time.monotonic(), float(key.per_minute or 0)
        budget = self._budgets.setdefault(key.number, _Budget(most, now))
        budget.left = min(most, budget.left + (now - budget.at) * most / _MINUTE_S)
        budget.at = now
        return budget

    async def _read_soon(self) -> None:
        if await self._reading(PATIENCE_S if self._keys else _AT_FIRST_S):
            return
        if not self._keys:
            raise Unavailable("the database does not answer")
        self._read_at = time.monotonic()

    def _read(self) -> None:
        try:
            with reading(self.engine) as db:
                self._keys = active_keys(db)
        except Unavailable:
            if not self._keys:
                raise
        self._read_at = time.monotonic()
