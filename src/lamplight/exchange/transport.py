"""Get what a partner answers: over TLS, within limits, from nobody else.

Request -> get -> Answer

A redirect is an answer like others, so that credentials go nowhere but to the partner. Plain HTTP
goes to this machine alone. A clock ends the whole, however slowly it drips.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from lamplight.errors import BadAddress, TooLarge, Unavailable
from lamplight.exchange.partner import Request

_PART_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """idle_s: for a connection and between its parts; whole_s: for all of an answer."""

    size_bytes: int = 64 * 10**6
    idle_s: float = 30.0
    whole_s: float = 120.0


LIMITS = Limits()


class Answer(NamedTuple):
    """retry_after: seconds that the partner wants to be left alone, or None."""

    status: int
    body: bytes
    retry_after: float | None


def get(request: Request, limits: Limits = LIMITS) -> Answer:
    """Raises BadAddress, TooLarge, and Unavailable where it did not come whole."""
    target = checked_address(request.url)
    line, held = _line(target, limits), list[socket.socket]()
    clock = Timer(limits.whole_s, _cut, [line, held])
    clock.daemon = True
    clock.start()
    try:
        line.connect()
        held.append(line.sock)  # which the answer may take along
        path = f"{target.path or '/'}?{target.query}" if target.query else target.path or "/"
        headers = {"Accept-Encoding": "identity", "User-Agent": "lamplight"}
        line.request("GET", path, headers=headers | dict(request.headers))
        answer = line.getresponse()
        body = _body(answer, limits.size_bytes)
    except (OSError, http.client.HTTPException, ValueError) as error:
        # only the kind of error: its words may hold the address, and with it a key
        raise Unavailable(f"{target.hostname} can't be reached: {type(error).__name__}") from None
    finally:
        clock.cancel()
        line.close()
    return Answer(answer.status, body, _seconds(answer.headers.get("retry-after")))


def checked_address(url: str) -> SplitResult:
    """Raises BadAddress, without the address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadAddress("a partner's address is no address") from None
    if not parts.hostname or parts.username is not None or not (url.isascii() and " " not in url):
        raise BadAddress("a partner's address is no address")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_own(parts.hostname)):
        raise BadAddress("a partner's address must begin with https://")
    return parts


def is_own(host: str) -> bool:
    """Whether a host is this machine."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _line(target: SplitResult, limits: Limits) -> http.client.HTTPConnection:
    host = target.hostname or ""
    if target.scheme == "http":
        return http.client.HTTPConnection(host, target.port, timeout=limits.idle_s)
    secure = ssl.create_default_context()
    return http.client.HTTPSConnection(host, target.port, timeout=limits.idle_s, context=secure)


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    body = bytearray()
    while len(body) <= most and (part := answer.read1(_PART_BYTES)):
        body += part
    if len(body) > most:
        raise TooLarge(f"the partner's answer has more than {most:,} bytes")
    if answer.length:
        raise http.client.IncompleteRead(b"")
    return bytes(body)


def _seconds(text: str | None) -> float | None:
    with suppress(ValueError):
        return max(float(text or ""), 0.0)
    return None


def _cut(line: http.client.HTTPConnection, held: list[socket.socket]) -> None:
    for one in held or [line.sock]:
        with suppress(OSError, AttributeError):  # it may be gone, or not be there yet
            one.shutdown(socket.SHUT_RDWR)
