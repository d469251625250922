"""A real Shield server on the loopback, asked by a real client."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from typer.testing import CliRunner

from lamplight.cli import app

PROGRAM = str(Path(sys.executable).parent / "lamplight")
BRIDGE = Path(__file__).parents[1] / "data" / "pdq" / "edits" / "aaa-orig.jpg"


def lamplight(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class Server:
    """A program's way to it."""

    port: int
    key: str
    process: "subprocess.Popen[bytes]"

    def send(self, body: bytes, kind: str, path: str = "/api/match") -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind}
        request = Request(f"http://127.0.0.1:{self.port}{path}", body or None, headers)
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310 - our own
                return answer.status, answer.read()
        except HTTPError as refused:
            return refused.code, refused.read()


@pytest.fixture
def server(url: str) -> Iterator[Server]:
    lamplight("bank", "new", "known", "--purpose", "a test", "--owner", "me", "--action", "hold",
              "--db", url)  # fmt: skip
    lamplight("bank", "add", "known", "--media", str(BRIDGE), "--db", url)
    key = lamplight("keys", "new", "uploads", "--scope", "match", "--scope", "metrics", "--db", url)
    program = [PROGRAM, "shield", "serve", "--port", "0", "--workers", "1", "--db", url]
    program += ["--max-upload", "1"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        said = process.stdout.readline().decode()
        yield Server(int(said.split("127.0.0.1:")[1].split("/")[0]), key, process)
        process.send_signal(signal.SIGINT)


def test_uploads_and_hashes_are_answered_and_the_end_is_clean(server: Server) -> None:
    status, picture = server.send(BRIDGE.read_bytes(), "image/jpeg")
    hashes = {"hashes": [{"kind": "md5", "value": "00" * 16}]}
    _, many = server.send(json.dumps(hashes).encode(), "application/json")
    ready, health = server.send(b"", "", "/health")

    server.process.send_signal(signal.SIGINT)
    assert server.process.stderr
    rest = server.process.stderr.read().decode()

    assert (status, json.loads(picture)["verdict"]) == (200, "hold")
    assert json.loads(many)["verdict"] == "allow"
    assert (ready, json.loads(health)["faults"]) == (200, [])
    assert (server.process.wait(), rest) == (0, "")


def test_nothing_bad_stops_the_server(server: Server) -> None:
    def spoken(*pieces: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
            for piece in pieces:
                line.sendall(piece)
            line.shutdown(socket.SHUT_WR)
            return line.recv(100)

    head = f"POST /api/match HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.key}\r\n".encode()
    large = server.send(bytes(1024 * 1024 + 1), "image/jpeg")[0]
    no_http = spoken(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
    cut = spoken(head + b"Content-Length: 1000\r\n\r\n", b"x" * 10)
    lying = spoken(head + b"Content-Length: -5\r\n\r\n", b"x" * 10)

    after = server.send(BRIDGE.read_bytes(), "image/jpeg")[0]

    assert large == 413
    assert b"400" in no_http
    assert not cut or b" 4" in cut
    assert b"400" in lying
    assert after == 200


def test_hma_s_interface_has_an_address_of_its_own(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    program = [PROGRAM, "shield", "serve", "--port", "0", "--hma-port", "0", "--db", url]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        lines = [process.stdout.readline().decode() for _ in range(2)]
        ports = [int(line.split("127.0.0.1:")[1].split("/")[0]) for line in lines]
        shield, hma = (Server(port, "none", process) for port in ports)

        here, there = hma.send(b"", "", "/c/banks"), shield.send(b"", "", "/c/banks")
        refused = shield.send(b"x", "image/jpeg")[0]
        unknown = hma.send(b"x", "image/jpeg")[0]
        process.send_signal(signal.SIGINT)

    assert here == (200, b"[]")
    assert (there[0], refused, unknown) == (404, 401, 404)


def test_hma_s_interface_and_shield_share_no_port() -> None:
    done = CliRunner().invoke(
        app, ["shield", "serve", "--port", "8010", "--hma-port", "8010", "--db", "sqlite:///x.db"]
    )

    assert done.exit_code == 2
    assert "a port of its own" in done.stderr


def test_help_has_an_example() -> None:
    assert "lamplight shield serve --port" in lamplight("shield", "serve", "--help")
