"""What programs ask most is answered where it is read: past tasks, middleware, routing and threads.

bytes of a connection -> QuickProtocol -> a quick route's answer, else uvicorn's own way

A quick route takes what is usual and gives the JSON of a good answer. To all else it gives None,
having done and counted nothing, and the application answers as if nobody had been asked before; so
every refusal and error is said in one place. It must not wait: not for the database, not long.
Known limit: it leans on how uvicorn's protocol of httptools is made; see tests/web/test_quick.py.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 16 * 1024
"""Of a body that is asked for at once."""

_MOST_TOGETHER = 16
"""Requests that came in one piece, before others have their turn."""


class Given(NamedTuple):
    """A whole request; headers by their names in small letters, each there once."""

    port: int
    headers: Mapping[bytes, bytes]
    query: bytes
    body: bytes


QuickRoute = Callable[[Given], bytes | None]
"""The JSON of an answer with 200; None: the application is to answer."""

QuickRoutes = Mapping[tuple[bytes, bytes], QuickRoute]
"""By method and path."""


class QuickProtocol(HttpToolsProtocol):
    """HTTP of one connection.

    by_port  quick routes, and the head that their answers carry
    """

    def __init__(self, by_port: Mapping[int, QuickRoutes], head: bytes, **given: Any) -> None:
        super().__init__(**given)
        self._by_port = by_port
        self._head = head
        self._route: QuickRoute | None = None
        self._query = b""
        self._body = b""
        self._left = 0

    def data_received(self, data: bytes) -> None:
        """What is not all there then goes uvicorn's way, with its limits of time."""
        self._left = _MOST_TOGETHER
        super().data_received(data)
        if self._route is not None and not self.transport.is_closing():
            self._go_on()

    def on_headers_complete(self) -> None:
        """A quick route waits for the body."""
        path, _, self._query = self.url.partition(b"?")
        routes = self._by_port.get(self.server[1] or 0) if self.server else None
        route = routes.get((self.parser.get_method(), path)) if routes else None
        if route is not None and self._is_usual():
            self._route = route
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Kept for the quick route, or uvicorn's."""
        if self._route is None:
            super().on_body(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """Answered, or handed on."""
        route = self._route
        if route is None or self.server is None:
            super().on_message_complete()
            return
        told = route(Given(self.server[1] or 0, dict(self.headers), self._query, self._body))
        if told is None:
            self._go_on()
            super().on_message_complete()
            return
        self._route, self._body = None, b""
        self._left -= 1
        dated = b"".join(b"%b: %b\r\n" % one for one in self.server_state.default_headers)
        self.transport.write(
            b"%b%bcontent-length: %d\r\n\r\n%b" % (self._head, dated, len(told), told)
        )
        self.on_response_complete()

    def _is_usual(self) -> bool:
        """Nothing is under way, and it is HTTP/1.1 that says its size and goes on after."""
        names = [name for name, _ in self.headers]
        size = dict(self.headers).get(b"content-length", b"0")
        return (
            (self.cycle is None or self.cycle.response_complete)
            and self._left > 0
            and not self.flow.write_paused
            and not (self.limit_concurrency and len(self.connections) >= self.limit_concurrency)
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and b"transfer-encoding" not in names
            and b"expect" not in names
            and b"#" not in self.url
            and len(set(names)) == len(names)
            and len(size) < 9
            and size.isdigit()
            and int(size) <= MOST_BYTES
        )

    def _go_on(self) -> None:
        """As uvicorn does, with what there is of the body."""
        body, self._route, self._body = self._body, None, b""
        super().on_headers_complete()
        if body:
            super().on_body(body)


def head_of(headers: Mapping[str, str]) -> bytes:
    """The begin of an answer with 200 and JSON."""
    all_of_them = {"content-type": "application/json", **headers}
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in all_of_them.items())
    return f"HTTP/1.1 200 OK\r\n{lines}".encode("latin-1")
