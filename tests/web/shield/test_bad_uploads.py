"""Whatever is sent, the answer is clear and the next upload is answered."""

import asyncio
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from struct import pack

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import Engine
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from lamplight.media.digest import digests_of
from lamplight.pipeline.uploads import UploadPool
from lamplight.store.api_keys import NewKey
from lamplight.store.banks import NewEntry, add_entries
from lamplight.web.shield.app import make_shield_app
from lamplight.web.shield.state import UPLOAD, ShieldOptions
from tests.factories import ROSE, day
from tests.web.shield.conftest import BRIDGE, key_of

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # no store is touched
JPEG = BRIDGE.read_bytes()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'


def chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))


def bomb() -> bytes:
    """A PNG of a few kilobytes that says, and holds, a billion pixels."""
    head = chunk(b"IHDR", pack(">2I5B", 40_000, 25_000, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(10_000_000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def small() -> bytes:
    out = BytesIO()
    Image.new("RGB", (3, 3)).save(out, "PNG")
    return out.getvalue()


def frameless() -> bytes:
    """A video's box and nothing in it."""
    return pack(">I", 24) + b"ftypisom" + bytes(4) + b"isommp41" + pack(">I", 8) + b"mdat"


@pytest.mark.parametrize(
    "body",
    [b"", JPEG[: len(JPEG) // 2], bomb(), small(), SVG, b"%PDF-1.7", b"\x00" * 100, frameless()],
    ids=["empty", "cut", "bomb", "tiny", "svg", "pdf", "zeros", "no frames"],
)
@pytest.mark.parametrize("way", ["body", "form"])
def test_what_is_no_picture_is_422_with_a_reason(
    program: TestClient, body: bytes, way: str
) -> None:
    if way == "body":
        answer = program.post("/api/match", content=body, headers={"Content-Type": "image/png"})
    else:
        answer = program.post("/api/match", files={"file": ("a.png", body, "image/png")})

    assert answer.status_code == 422
    assert len(answer.json()["detail"]) > 10
    assert "verdict" not in answer.json()


def test_what_cannot_be_decoded_is_still_found_by_its_bytes(
    program: TestClient, engine: Engine
) -> None:
    with engine.begin() as db:
        add_entries(db, ROSE, "known", [NewEntry("sha256", digests_of(SVG).sha256)], day(2))

    answer = program.post("/api/match", content=SVG, headers={"Content-Type": "image/svg+xml"})

    assert answer.status_code == 200
    assert (answer.json()["verdict"], answer.json()["kind"]) == ("hold", None)
    assert answer.json()["unread"]


def test_a_large_upload_lies_in_a_file_without_a_name(program: TestClient) -> None:
    out = BytesIO()
    with Image.open(BRIDGE) as bridge:
        bridge.resize((1200, 800)).save(out, "BMP")
    assert len(out.getvalue()) > 2 * 1024 * 1024

    told = program.post(
        "/api/match", content=out.getvalue(), headers={"Content-Type": "text/plain"}
    ).json()
    in_form = program.post("/api/match", files={"file": ("a", out.getvalue())}).json()

    assert told["verdict"] == in_form["verdict"] == "hold"


def test_a_form_has_one_file(program: TestClient) -> None:
    text = b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nt\r\n--x--'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    none = program.post("/api/match", content=text, headers=kind)
    two = program.post("/api/match", files={"a": b"x", "b": b"y"})

    assert (none.status_code, two.status_code) == (400, 400)


@pytest.mark.parametrize("body", [b"no form", b"--x\r\nContent-Disposition: form-data; name"])
def test_a_form_that_is_none_is_400(program: TestClient, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    answer = program.post("/api/match", content=body, headers=headers)

    assert answer.status_code == 400


@pytest.fixture
def narrow(engine: Engine, shield_app: FastAPI, decoders: UploadPool) -> TestClient:
    """A server that takes a kilobyte, for a twentieth of a second."""
    upload = UPLOAD._replace(size_bytes=1000, seconds=0.05, idle_s=0.05)
    app = make_shield_app(engine, ShieldOptions(upload, workers=1))
    return TestClient(app, headers=key_of(engine, NewKey("narrow")))


@pytest.mark.parametrize("pieces", [[b"x"], [b"x"] * 9, []], ids=["silent", "drips", "nothing"])
def test_an_upload_that_comes_too_slowly_is_408(
    narrow: TestClient, engine: Engine, pieces: list[bytes]
) -> None:
    """As a server hears it: pieces at their pace, and then nothing any more."""
    told: list[Message] = []
    left = list(pieces)

    async def receive() -> Message:
        await asyncio.sleep(0.01 if left else 60)
        return {"type": "http.request", "body": left.pop(), "more_body": True}

    async def send(message: Message) -> None:
        told.append(message)

    key = narrow.headers["authorization"].encode()
    scope: Scope = {
        "type": "http", "method": "POST", "path": "/api/match", "raw_path": b"/api/match",
        "query_string": b"", "headers": [(b"authorization", key)], "scheme": "http",
        "http_version": "1.1", "root_path": "", "server": ("127.0.0.1", 80), "client": None,
    }  # fmt: skip

    async def asked() -> None:
        await narrow.app(scope, receive, send)

    with ThreadPoolExecutor() as aside:  # a browser, once driven, keeps a loop in this thread
        aside.submit(lambda: asyncio.run(asked())).result()

    assert told[0]["status"] == 408


@pytest.mark.parametrize("way", ["said", "not said", "form"])
def test_an_upload_beyond_the_limit_is_413(narrow: TestClient, way: str) -> None:
    body = b"x" * 1001
    pieces = (body[at : at + 100] for at in range(0, len(body), 100))

    if way == "form":
        answer = narrow.post("/api/match", files={"file": ("a", body)})
    else:
        answer = narrow.post("/api/match", content=body if way == "said" else pieces)

    assert answer.status_code == 413
