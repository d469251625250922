"""Fetch a picture or video from hosts that were allowed, never from one's own network.

address, FetchRules -> fetched -> Fetched

Method: of each hop the host must be on the list, its name is resolved once, every address that the
name has must be public (RFC 6890 and IPv4 embedded in IPv6 included), and the connection goes to
the very address that was checked. A clock ends the whole, however slowly it drips.
"""

import http.client
import ipaddress
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from threading import Timer
from typing import IO
from urllib.parse import SplitResult, urljoin, urlsplit

from lamplight.errors import BadAddress, TooLarge

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

MOST_HOPS = 4
_MEMORY_BYTES = 1024 * 1024
_PART_BYTES = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_MOVED = {301, 302, 303, 307, 308}
_EMBEDDED = (
    ipaddress.IPv6Network("64:ff9b::/96"),  # NAT64, RFC 6052
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # RFC 8215
    ipaddress.IPv6Network("::/96"),  # IPv4-compatible, RFC 4291
)


def is_public(address: Address) -> bool:
    """Whether an address is of the open internet, in whatever form IPv4 is written in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and any(address in network for network in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    own = address.is_private or address.is_loopback or address.is_link_local
    never = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not own and not never


def resolved(host: str, port: int) -> list[str]:
    """By the system. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


@dataclass(frozen=True, slots=True)
class FetchRules:
    """hosts       names, with all below them; none: nothing is fetched
    size_bytes  of what is fetched
    seconds     for all of it, redirects included
    resolve     host, port -> addresses
    may_reach   whether an address may be connected to
    """

    hosts: tuple[str, ...] = ()
    size_bytes: int = 100 * 10**6
    seconds: float = 30.0
    resolve: Resolve = resolved
    may_reach: Callable[[Address], bool] = is_public
    ports: frozenset[int] = field(default_factory=lambda: frozenset(_PORTS.values()))


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes, and the content type that their server says they have, in lower case."""

    file: IO[bytes]
    content_type: str


@contextmanager
def fetched(url: str, rules: FetchRules) -> Iterator[Fetched]:
    """Gone at the end. Raises BadAddress, TooLarge."""
    deadline = time.monotonic() + rules.seconds
    with SpooledTemporaryFile(_MEMORY_BYTES) as file:
        for _ in range(MOST_HOPS):
            further, kind = _hop(checked(url, rules), rules, deadline, file)
            if further is None:
                file.seek(0)
                yield Fetched(file, kind)
                return
            url = further
    raise BadAddress(f"it leads on more than {MOST_HOPS - 1} times")


def checked(url: str, rules: FetchRules) -> SplitResult:
    """The parts of an address that may be asked for. Raises BadAddress, without its path."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        raise BadAddress("it is no address") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise BadAddress("it does not begin with http:// or https:// and a host")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("it holds a user's name")
    if not (url.isascii() and url.isprintable() and " " not in url):
        raise BadAddress("it holds characters that no address has")
    if not is_allowed(parts.hostname, rules.hosts):
        raise BadAddress("its host is not among those that may be fetched from")
    if port not in rules.ports:
        raise BadAddress(f"port {port} may not be fetched from")
    return parts


def is_allowed(host: str, hosts: Sequence[str]) -> bool:
    """Whether a host is one of these, or below one."""
    name = host.lower().rstrip(".")
    return any(name == one or name.endswith(f".{one}") for one in hosts)


def _hop(
    target: SplitResult, rules: FetchRules, deadline: float, file: IO[bytes]
) -> tuple[str | None, str]:
    """Where it leads on to, or None and the content type of what was read into the file."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise BadAddress(f"it took more than {rules.seconds:g} s")
    try:
        with _connected(target, rules, seconds) as connection, closing(connection):
            answer = _asked(connection, target)
            if answer.status in _MOVED:
                return urljoin(target.geturl(), answer.headers.get("location", "")), ""
            if answer.status != 200:
                raise BadAddress(f"the server there answers {answer.status}")
            _read(answer, file, rules.size_bytes)
            if time.monotonic() >= deadline:
                raise TimeoutError
            kind = answer.headers.get("content-type", "").partition(";")[0]
            return None, kind.strip().lower()
    except ssl.SSLError:
        raise BadAddress("its server can't prove who it is") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        over = time.monotonic() >= deadline
        reason = f"it took more than {rules.seconds:g} s" if over else type(error).__name__
        raise BadAddress(f"it can't be fetched: {reason}") from None


@contextmanager
def _connected(
    target: SplitResult, rules: FetchRules, seconds: float
) -> Iterator[http.client.HTTPConnection]:
    """To an address that was checked; cut when the time is over."""
    host = target.hostname or ""
    port = target.port or _PORTS[target.scheme]
    line = socket.create_connection((_address(host, port, rules), port), seconds)
    handle = socket.socket(fileno=os.dup(line.fileno()))
    clock = Timer(seconds, _cut, [handle])
    clock.daemon = True
    clock.start()
    try:
        if target.scheme == "https":
            secure = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port)
            line = secure.wrap_socket(line, server_hostname=host)
        else:
            connection = http.client.HTTPConnection(host, port)
        connection.sock = line
        yield connection
    finally:
        clock.cancel()
        clock.join()
        handle.close()
        line.close()


def _address(host: str, port: int, rules: FetchRules) -> str:
    """Raises BadAddress unless every address of the host may be reached."""
    try:
        found = list(dict.fromkeys(rules.resolve(host, port)))
    except (OSError, UnicodeError):
        raise BadAddress("its host has no address") from None
    try:
        reachable = [rules.may_reach(ipaddress.ip_address(one)) for one in found]
    except ValueError:
        reachable = []
    if not reachable or not all(reachable):
        raise BadAddress("its host has an address that is not public")
    return found[0]


def _asked(connection: http.client.HTTPConnection, target: SplitResult) -> http.client.HTTPResponse:
    path = target.path or "/"
    path += f"?{target.query}" if target.query else ""
    headers = {"Accept": "image/*, video/*, */*;q=0.1", "Accept-Encoding": "identity"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadAddress("its server packs what was not to be packed")
    return answer


def _read(answer: http.client.HTTPResponse, file: IO[bytes], most: int) -> None:
    """Raises TooLarge."""
    size = 0 if answer.length is None else answer.length
    while size <= most and (part := answer.read1(_PART_BYTES)):
        file.write(part)
        size = max(size, file.tell())
    if size > most:
        raise TooLarge(f"it has more than {most:,} bytes")
    if answer.length:
        raise BadAddress("it ended before it was all there")


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
