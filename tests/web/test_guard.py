"""The guard lets this machine's own pages through and nobody else's."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from lamplight.web import guard

ASKED = "/static/lamplight.css"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "127.8.8.8:8000"])
def test_a_loopback_name_with_our_port_is_served(client: TestClient, host: str) -> None:
    assert client.get(ASKED, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:8000",
        "127.0.0.1.rebound.example:8000",
        "localhost.rebound.example:8000",
        "127.0.0.1:9000",
        "127.0.0.1",
        "192.168.0.7:8000",
        "0.0.0.0:8000",
        "[::]:8000",
        "",
    ],
)
def test_a_name_that_a_stranger_could_point_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get(ASKED, headers={"Host": host})

    assert answer.status_code in (400, 421)
    assert "--paper" not in answer.text


def test_ipv6_loopback_is_served(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://[::1]:8000")

    assert client.get(ASKED).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_embed_or_fetch_nothing(client: TestClient, site: str) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}

    assert client.get(ASKED, headers=headers).status_code == 403


def test_a_link_on_another_site_may_lead_here(client: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    assert client.get(ASKED, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://rebound.example"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/anything", headers=headers)

    assert answer.status_code == 403
    assert "another site" in answer.text


def test_more_than_the_limit_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/anything", headers={"Content-Length": str(guard.UPLOAD.size_bytes + 1)})

    assert answer.status_code == 413


def test_a_body_that_grows_past_the_limit_is_cut_off(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    @app.post("/taken")
    async def taken(request: Request) -> int:
        return len(await request.body())

    monkeypatch.setattr(guard, "UPLOAD", guard.UPLOAD._replace(size_bytes=1000))

    small = client.post("/taken", content=(b"a" * 100 for _ in range(10)))
    large = client.post("/taken", content=(b"a" * 100 for _ in range(11)))

    assert (small.status_code, small.text) == (200, "1000")
    assert large.status_code == 413


def test_a_body_that_comes_too_slowly_is_given_up(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    @app.post("/taken")
    async def taken(request: Request) -> int:
        return len(await request.body())

    monkeypatch.setattr(guard, "UPLOAD", guard.UPLOAD._replace(seconds=0.01))
    sent: list[Message] = []

    async def stalled() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("never sends anything")

    async def keep(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost:8000")]
    scope: Scope = {
        **{"type": "http", "method": "POST", "path": "/taken", "query_string": b""},
        **{"headers": headers, "server": ("127.0.0.1", 8000), "scheme": "http"},
    }
    with ThreadPoolExecutor() as aside:  # a browser, once driven, keeps a loop in this thread
        aside.submit(lambda: asyncio.run(app(scope, stalled, keep))).result()

    assert sent[0]["status"] == 408


@pytest.mark.parametrize("path", [ASKED, "/no-such-page", "/api/no-such-page"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_are_never_kept_by_the_browser(client: TestClient) -> None:
    assert client.get("/no-such-page").headers["cache-control"] == "no-store"
