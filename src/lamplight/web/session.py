"""Forms that only this browser's pages can send: a signed session, and a token for each page.

cookie -> Sessions.open -> Session -> Sessions.token -> form field -> Sessions.accepts -> bool

The token signs the session's number, so a site that can set a cookie here, but not read one, gains
nothing (OWASP, signed double submit). The key lives as long as the server: after a restart, pages
opened before must be loaded again.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer
from starlette.requests import Request

COOKIE = "lamplight"
TOKEN_SECONDS = 12 * 3600
PASS_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Session:
    """A browser. cookie is its signed form; fresh where the browser has none yet."""

    id: str
    cookie: str
    fresh: bool


class Sessions:
    """Signs with one key."""

    def __init__(self, key: bytes) -> None:
        self._cookies = URLSafeSerializer(key, salt="session")
        self._tokens = URLSafeTimedSerializer(key, salt="form")
        self._passes = URLSafeTimedSerializer(key, salt="pass")
        self._notes = URLSafeTimedSerializer(key, salt="notice")

    def open(self, cookie: str | None) -> Session:
        """The session that a cookie names, or a new one."""
        try:
            return Session(str(self._cookies.loads(cookie or "")), cookie or "", fresh=False)
        except BadSignature:
            id = secrets.token_urlsafe(16)
            return Session(id, str(self._cookies.dumps(id)), fresh=True)

    def token(self, session: Session) -> str:
        return str(self._tokens.dumps(session.id))

    def accepts(self, session: Session, token: str) -> bool:
        """False for a fresh session: whoever has no cookie was never shown a form."""
        return not session.fresh and _signed(self._tokens, token, TOKEN_SECONDS) == session.id

    def grant(self, session: Session, thing: str) -> str:
        """A pass by which this browser may see one thing for a little while."""
        return str(self._passes.dumps([session.id, thing]))

    def granted(self, session: Session, thing: str, given: str) -> bool:
        return _signed(self._passes, given, PASS_SECONDS) == [session.id, thing]

    def note(self, session: Session, fields: dict[str, Any]) -> str:
        """Something to tell this browser on its next page."""
        return str(self._notes.dumps([session.id, fields]))

    def noted(self, session: Session, given: str) -> dict[str, Any] | None:
        """What a note says, if it was made for this browser a little while ago."""
        found = _signed(self._notes, given, PASS_SECONDS)
        if not isinstance(found, list) or found[0] != session.id:
            return None
        return dict(found[1])


def of(request: Request) -> tuple[Sessions, Session]:
    """The server's sessions and this browser's."""
    sessions: Sessions = request.app.state.sessions
    return sessions, sessions.open(request.cookies.get(COOKIE))


def _signed(serializer: URLSafeTimedSerializer, text: str, seconds: int) -> object:
    """What was signed, or None; a signature is compared in constant time."""
    try:
        return serializer.loads(text, max_age=seconds)
    except BadSignature:
        return None
