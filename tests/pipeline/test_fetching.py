"""What may be fetched: from hosts on the list, at public addresses alone, within limits."""

import ipaddress
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event, Thread

import pytest

from lamplight.errors import BadAddress, TooLarge
from lamplight.pipeline.fetching import FetchRules, checked, fetched, is_allowed, is_public

HOSTS = ("pictures.example",)
OWN = (
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255", "240.0.0.1"),  # noqa: S104
    *("192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "fec0::1"),
    *("64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
)


@pytest.mark.parametrize("address", OWN)
def test_an_address_of_one_s_own_network_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_open_internet_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_host_is_allowed_with_all_below_it() -> None:
    assert is_allowed("pictures.example", HOSTS)
    assert is_allowed("A.Pictures.Example.", HOSTS)
    assert not is_allowed("notpictures.example", HOSTS)
    assert not is_allowed("pictures.example.other.example", HOSTS)
    assert not is_allowed("pictures.example", ())


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://pictures.example/a", "does not begin"),
        ("file:///etc/passwd", "does not begin"),
        ("pictures.example/a", "does not begin"),
        ("http://", "does not begin"),
        ("http://[::1/a", "no address"),
        ("http://pictures.example:x/a", "no address"),
        ("http://user:secret@pictures.example/", "user's name"),
        ("http://pictures.example@other.example/", "user's name"),
        ("http://other.example/", "not among"),
        ("http://127.0.0.1/", "not among"),
        ("http://pictures.example:22/", "port 22"),
        ("http://pictures.example/a b", "characters"),
        ("http://pictures.example/\r\nHost: x", "characters"),
        ("http://pictures.example/é", "characters"),
    ],
)
def test_what_may_not_be_asked_for_is_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(BadAddress, match=reason) as error:
        checked(url, FetchRules(HOSTS))

    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:127.0.0.1"], [], ["x"]]
)
def test_a_host_with_any_address_of_one_s_own_is_never_connected_to(addresses: list[str]) -> None:
    rules = FetchRules(HOSTS, resolve=lambda *_: addresses)

    with (
        pytest.raises(BadAddress, match="not public"),
        fetched("http://pictures.example/", rules),
    ):
        pass


@pytest.fixture
def server() -> Iterator[Callable[..., FetchRules]]:
    """Answers each request with the next of some pieces; gives the rules that reach it."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    ended = Event()
    seen: list[bytes] = []

    def start(*answers: Sequence[bytes], **rules: object) -> FetchRules:
        def serve() -> None:
            for pieces in answers:
                line, _ = listening.accept()
                with line:
                    seen.append(line.recv(10_000))
                    for piece in pieces:
                        if piece == b"...":
                            ended.wait(30)
                        else:
                            line.sendall(piece)

        Thread(target=serve, daemon=True).start()
        made = FetchRules(
            ("pictures.example", "moved.example"),
            resolve=lambda *_: ["127.0.0.1"],
            may_reach=lambda address: address.is_loopback,
            ports=frozenset([port, 80]),
        )
        return replace(made, **rules)  # type: ignore[arg-type]

    start.port, start.seen = port, seen  # type: ignore[attr-defined]
    yield start
    ended.set()
    listening.close()


def url(server: Callable[..., FetchRules], path: str = "/a.jpg?b=1") -> str:
    return f"http://pictures.example:{server.port}{path}"  # type: ignore[attr-defined]


def head(status: str = "200 OK", *lines: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def test_what_is_allowed_is_fetched_with_its_type(server: Callable[..., FetchRules]) -> None:
    rules = server([head("200 OK", "Content-Type: Image/JPEG; x=1", "Content-Length: 3"), b"abc"])

    with fetched(url(server), rules) as found:
        assert (found.file.read(), found.content_type) == (b"abc", "image/jpeg")

    (asked,) = server.seen  # type: ignore[attr-defined]
    assert asked.startswith(b"GET /a.jpg?b=1 HTTP/1.1\r\nHost: pictures.example:")


def test_it_follows_to_another_host_that_is_allowed(server: Callable[..., FetchRules]) -> None:
    there = f"http://moved.example:{server.port}/b"  # type: ignore[attr-defined]
    rules = server([head("302 Found", f"Location: {there}")], [head(), b"abc"])

    with fetched(url(server), rules) as found:
        assert found.file.read() == b"abc"


@pytest.mark.parametrize(
    "there", ["http://127.0.0.1/", "http://other.example/", "file:///etc/passwd", "//[", "gopher:x"]
)
def test_each_hop_is_checked_anew(server: Callable[..., FetchRules], there: str) -> None:
    rules = server([head("301 Moved", f"Location: {there}")])

    with pytest.raises(BadAddress), fetched(url(server), rules):
        pass


def test_a_name_that_later_means_one_s_own_network_is_refused(
    server: Callable[..., FetchRules],
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rules = server([head("302 Found", "Location: /b")], resolve=lambda *_: next(answers))

    with pytest.raises(BadAddress, match="not public"), fetched(url(server), rules):
        pass


def test_a_circle_ends(server: Callable[..., FetchRules]) -> None:
    rules = server(*[[head("302 Found", "Location: /a")]] * 4)

    with pytest.raises(BadAddress, match="leads on"), fetched(url(server), rules):
        pass


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([head("404 Not Found")], "answers 404"),
        ([b"nonsense\r\n\r\n"], "can't be fetched"),
        ([b""], "can't be fetched"),
        ([head("200 OK", "Content-Length: 9"), b"abc"], "IncompleteRead|ended before"),
        ([head("200 OK", "Content-Encoding: gzip"), b"abc"], "packs"),
    ],
)
def test_an_answer_that_is_none_is_refused(
    server: Callable[..., FetchRules], answer: list[bytes], reason: str
) -> None:
    rules = server(answer)

    with pytest.raises(BadAddress, match=reason), fetched(url(server), rules):
        pass


@pytest.mark.parametrize("lines", [["Content-Length: 11"], []])
def test_more_than_the_limit_is_too_large(
    server: Callable[..., FetchRules], lines: list[str]
) -> None:
    rules = server([head("200 OK", *lines), b"x" * 11], size_bytes=10)

    with pytest.raises(TooLarge), fetched(url(server), rules):
        pass


@pytest.mark.parametrize("answer", [[b"..."], [b"HTTP/1.1 2", b"..."], [head(), b"abc", b"..."]])
def test_a_server_that_falls_silent_is_left(
    server: Callable[..., FetchRules], answer: list[bytes]
) -> None:
    rules = server(answer, seconds=0.2)

    with pytest.raises(BadAddress, match=r"more than 0\.2 s"), fetched(url(server), rules):
        pass
