"""What stands before every page: who may ask, how much may be sent, what each answer carries.

request -> Guard -> 421, 403, 413, 408, or the application's answer with its headers

A page of another site may try to reach this one through the visitor's own browser, by a name that
it points at 127.0.0.1 (DNS rebinding) or by a form or an image that it holds. The first is told by
``Host``, the others by ``Sec-Fetch-Site`` (W3C Fetch Metadata) or ``Origin``.
Known limit: another program on this machine can send any header it likes; see the threat model.
"""

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lamplight.web import faults
from lamplight.web.body import MB, BodyLimit, limited, says_too_large
from lamplight.web.headers import HEADERS

UPLOAD = BodyLimit(size_bytes=12 * MB, seconds=30.0, idle_s=30.0)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that never reaches a page."""

    status: int
    detail: str


def is_loopback(host: str) -> bool:
    """Whether a name or address can only mean this machine."""
    if host in ("localhost", "127.0.0.1"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        dressed = _with_headers(send, static=scope["path"].startswith("/static/"))
        if refusal := refuse(scope):
            answer = faults.answer(Request(scope), refusal.status, refusal.detail)
            await answer(scope, receive, dressed)
            return
        await self.app(scope, limited(receive, UPLOAD), dressed)


def refuse(scope: Scope) -> Refusal | None:
    """The first rule that a request breaks, if any."""
    headers = Headers(scope=scope)
    return wrong_host(scope, headers) or wrong_origin(scope, headers) or _too_large(headers)


def wrong_host(scope: Scope, headers: Headers) -> Refusal | None:
    """Where a request means this server by a name that others may point at it."""
    given = headers.getlist("host")
    if len(given) != 1:
        return Refusal(400, "The request names no host, or several.")
    name, colon, port = given[0].rpartition(":")
    if not colon or given[0].endswith("]"):
        name, port = given[0], "80"
    server = scope.get("server")
    if not is_loopback(name) or (server and server[1] and port != str(server[1])):
        return Refusal(
            421,
            "These pages answer to localhost and 127.0.0.1 alone, on the port they were started "
            "on, so that no other site can reach them through your browser.",
        )
    return None


def wrong_origin(scope: Scope, headers: Headers) -> Refusal | None:
    """Where a page of another site sent it."""
    site = headers.get("sec-fetch-site")
    own = f"{scope.get('scheme', 'http')}://{headers['host']}"
    changes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
    if site in (None, "same-origin"):
        # With no-referrer, browsers send "Origin: null" from our own forms; then the site says it.
        foreign = site is None and headers.get("origin", own) != own
    elif changes:
        foreign = True
    else:
        foreign = site != "none" and headers.get("sec-fetch-mode") != "navigate"
    if foreign:
        return Refusal(403, "This request came from another site, so nothing was done.")
    return None


def _too_large(headers: Headers) -> Refusal | None:
    if not says_too_large(headers, UPLOAD):
        return None
    return Refusal(
        413, f"That is more than {UPLOAD.size_words}, the most these pages take at once."
    )


def _with_headers(send: Send, *, static: bool) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if static:
                headers["Cache-Control"] = "no-cache"
        await send(message)

    return dressed
