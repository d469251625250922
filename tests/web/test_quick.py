"""What is asked most is answered at once, all else by the application as if nobody was asked."""

import socket
from collections.abc import Iterator
from functools import partial
from threading import Thread
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lamplight.web.quick import MOST_BYTES, Given, QuickProtocol, head_of


async def slow_way(request: Request) -> Response:
    return PlainTextResponse(b"slow: " + await request.body())


def quick_way(given: Given) -> bytes | None:
    return b"quick: " + given.query if given.body == b"done" else None


class Line:
    """A connection, and what comes back on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.socket.sendall(piece)

    def answers(self, count: int = 1) -> list[bytes]:
        """Bodies, by the sizes that their heads say."""
        found, data = list[bytes](), b""
        while len(found) < count:
            head, end, rest = data.partition(b"\r\n\r\n")
            size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or b"0")
            if end and len(rest) >= size:
                found.append(rest[:size])
                data = rest[size:]
                continue
            part = self.socket.recv(65536)
            assert part, data
            data += part
        return found


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = Starlette(routes=[Route("/a", slow_way, methods=["POST", "GET"]), Route("/b", slow_way)])
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        its: int = listening.getsockname()[1]
        routes = {its: {(b"POST", b"/a"): quick_way}}
        protocol: Any = partial(QuickProtocol, routes, head_of({"x-quick": "yes"}))
        config = uvicorn.Config(app, http=protocol, log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        yield its
        server.should_exit = True
        thread.join()


@pytest.fixture
def line(port: int) -> Iterator[Line]:
    line = Line(port)
    yield line
    line.socket.close()


def asked(
    body: bytes = b"done",
    *headers: bytes,
    method: bytes = b"POST",
    url: bytes = b"/a?x=1",
    version: bytes = b"1.1",
) -> bytes:
    own = headers or (b"Host: a", b"Content-Length: %d" % len(body))
    head = b"%b %b HTTP/%b\r\n%b\r\n\r\n" % (method, url, version, b"\r\n".join(own))
    return head + body


def test_a_usual_request_is_answered_at_once(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(asked())
        data = line.recv(65536)

    assert data.startswith(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-quick: yes\r\n")
    assert b"\r\ndate: " in data
    assert data.endswith(b"content-length: 10\r\n\r\nquick: x=1")


def test_what_a_route_does_not_answer_reaches_the_application_whole(line: Line) -> None:
    line.send(asked(b"what"))

    assert line.answers() == [b"slow: what"]


def test_a_body_that_comes_later_reaches_the_application_whole(line: Line, port: int) -> None:
    head, *pieces = asked()[:-4], b"do", b"ne"
    other = Line(port)
    for piece in (head, *pieces):
        line.send(piece)
        other.send(asked())  # answered when the piece was read
        other.answers()
    other.socket.close()

    assert line.answers() == [b"slow: done"]


@pytest.mark.parametrize(
    "request_",
    [
        asked(b"done", b"Host: a", b"Content-Length: 4", b"Host: b"),
        asked(b"4\r\ndone\r\n0\r\n\r\n", b"Host: a", b"Transfer-Encoding: chunked"),
        asked(b"done", b"Host: a", b"Content-Length: 4", b"Connection: close"),
        asked(b"done", b"Host: a", b"Content-Length: 4", b"Expect: 199-what"),
        asked(url=b"/a?x=1#y"),
        asked(url=b"http://a/a?x=1"),
        asked(url=b"/%61"),
        asked(version=b"1.0"),
        asked(method=b"GET"),
    ],
)
def test_what_is_not_usual_is_for_the_application(line: Line, request_: bytes) -> None:
    line.send(request_)

    assert line.answers() == [b"slow: done"]


def test_a_body_beyond_the_limit_is_for_the_application(line: Line) -> None:
    line.send(asked(b"x" * (MOST_BYTES + 1)))

    assert line.answers() == [b"slow: " + b"x" * (MOST_BYTES + 1)]


def test_requests_in_one_piece_are_answered_in_their_order(line: Line) -> None:
    line.send(asked() + asked(b"what") + asked() + asked(method=b"GET", url=b"/b") + asked())

    first, second, *rest = line.answers(5)

    assert (first, second) == (b"quick: x=1", b"slow: what")
    assert rest == [b"slow: done", b"slow: done", b"slow: done"]


def test_one_connection_does_not_keep_the_others_waiting(line: Line) -> None:
    line.send(asked() * 40)

    answers = line.answers(40)

    assert answers[:16] == [b"quick: x=1"] * 16
    assert answers[16:18] == [b"slow: done"] * 2


def test_what_is_no_http_is_refused(line: Line) -> None:
    line.send(asked() + b"\x16\x03\x01\r\n\r\n")

    data = b""
    while part := line.socket.recv(65536):
        data += part

    assert data.count(b"HTTP/1.1 200 OK") == 1
    assert b"HTTP/1.1 400" in data
