"""POST /api/match: is this picture, this video, are these hashes known?"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import IO, Any

import orjson
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.responses import Response

from lamplight.bank.asked import MOST_HASHES, Asked, read_hashes, read_video
from lamplight.errors import BadInput, BadPicture
from lamplight.media.upload import UploadHashes
from lamplight.pipeline.shield import Judged, judge_digests, judge_few, judge_hashes, judge_upload
from lamplight.store.api_answers import Once, keep_answer, kept_answer
from lamplight.store.api_keys import ApiKey
from lamplight.store.engine import reading
from lamplight.web.quick import Given, QuickRoute
from lamplight.web.shield import schema
from lamplight.web.shield.answer import Said, answer_many, answer_one
from lamplight.web.shield.state import Shield
from lamplight.web.shield.upload import (
    content_type,
    digests_of_received,
    hash_received,
    judge_received,
    received,
)

router = APIRouter()
PATH = "/api/match"
FEW = 64
"""So many hashes are judged sooner than handed to a thread."""

JSON_BYTES = 4 * 1024 * 1024
_MOST_TOKEN = 200


@router.post(PATH, response_class=Response, **schema.MATCH)
async def match(request: Request) -> Response:
    """A picture or video as the body or as the one file of a form, or JSON with hashes, or with
    those of a video's frames."""
    state = request.app.state
    client: ApiKey = await state.clients.check(request, "match")
    request.state.client = client
    if content_type(request) == "application/json":
        return await _hashes(request, state, client)
    async with received(request) as file:
        once = None
        if "idempotency-key" in request.headers:
            once = await run_in_threadpool(_once, request, client, lambda: _sha256(file))
        if once and (kept := await run_in_threadpool(_kept, state.shield, once)):
            return _sent(kept, again=True)
        state.clients.spend(client, 1)
        begun = time.perf_counter()
        judged, told = await state.shield.decoded(file, lambda: _judge(state.shield, file, client))
        seconds = time.perf_counter() - begun
    state.measures.looked("upload", state.shield.tally.add(client.name, judged), seconds)
    return await _ended(state.shield, once, told)


def few_hashes(state: State) -> QuickRoute:
    """Some hashes, of a program that may ask, while nothing has to be read."""

    def at_once(given: Given) -> bytes | None:
        headers = given.headers
        if headers.get(b"content-type") != b"application/json" or b"idempotency-key" in headers:
            return None
        client = state.clients.at_once(
            headers.get(b"authorization", b"").decode("latin-1"), "match"
        )
        if client is None:
            return None
        begun = time.perf_counter()
        try:
            asked = read_hashes(_given(given.body)["hashes"])
        except (BadInput, KeyError):
            return None
        judged = judge_few(state.shield.engine, asked) if asked.count <= FEW else None
        if judged is None:
            return None
        state.clients.spend(client, asked.count)
        return _looked(state, client, judged, time.perf_counter() - begun)

    return at_once


async def _hashes(request: Request, state: State, client: ApiKey) -> Response:
    shield: Shield = state.shield
    body = await _json(request)
    given = _given(body)
    asked = read_video(given["video"]) if "video" in given else read_hashes(given["hashes"])
    once = _once(request, client, lambda: sha256(body).hexdigest())
    if once and (kept := await run_in_threadpool(_kept, shield, once)):
        return _sent(kept, again=True)
    state.clients.spend(client, asked.count if isinstance(asked, Asked) else len(asked.frames_s))
    begun = time.perf_counter()
    if isinstance(asked, Asked):
        judged = await run_in_threadpool(_judge_hashes, shield, asked)
        told = _looked(state, client, judged, time.perf_counter() - begun)
    else:
        judged, told = await run_in_threadpool(_judge_video, shield, asked, client)
        actions = shield.tally.add(client.name, judged)
        state.measures.looked("hash", actions, time.perf_counter() - begun)
    return await _ended(shield, once, told)


def _looked(state: State, client: ApiKey, judged: Judged, seconds: float) -> bytes:
    """Counted, and told."""
    shield: Shield = state.shield
    state.measures.looked("hash", shield.tally.add(client.name, judged), seconds)
    return answer_many(judged, Said(client.fail, shield.lag_seconds))


async def _json(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > JSON_BYTES:
            raise HTTPException(413, f"That is more than {JSON_BYTES >> 20} MB of JSON.")
    return bytes(body)


def _given(body: bytes) -> dict[str, Any]:
    """With "hashes" or "video". Raises BadInput."""
    try:
        given: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadInput("the body is no JSON, or too deep") from None
    if not isinstance(given, dict) or given.keys() not in ({"hashes"}, {"video"}):
        raise BadInput(
            f'send {{"hashes": […]}} with 1 to {MOST_HASHES:,} hashes, '
            'or {"video": {"frames": […]}}'
        )
    return given


def _judge_hashes(shield: Shield, asked: Asked) -> Judged:
    return shield.asked(lambda now: judge_hashes(now, asked, shield.threads))


def _judge(shield: Shield, file: IO[bytes], client: ApiKey) -> tuple[Judged, bytes]:
    """What can't be decoded is asked for by its bytes alone. Raises BadPicture where that finds
    nothing."""
    try:
        upload = hash_received(shield.pool, file)
    except BadPicture as bad:
        digests = digests_of_received(file)
        judged = shield.asked(lambda now: judge_digests(now, digests))
        if not judged.verdicts[0].matches:
            raise
        said = Said(client.fail, shield.lag_seconds)
        return judged, answer_one(judged, said, None, str(bad))
    judged = shield.asked(lambda now: judge_received(now, upload, file))
    return judged, answer_one(judged, Said(client.fail, shield.lag_seconds), upload, None)


def _judge_video(shield: Shield, video: UploadHashes, client: ApiKey) -> tuple[Judged, bytes]:
    judged = shield.asked(lambda now: judge_upload(now, video))
    return judged, answer_one(judged, Said(client.fail, shield.lag_seconds), video, None)


def _once(request: Request, client: ApiKey, digest: Callable[[], str]) -> Once | None:
    """Raises BadInput."""
    token = request.headers.get("idempotency-key")
    if token is None:
        return None
    if not 1 <= len(token) <= _MOST_TOKEN:
        raise BadInput(f"an idempotency key has 1 to {_MOST_TOKEN} characters")
    return Once(client.number, sha256(token.encode()).hexdigest(), digest())


def _sha256(file: IO[bytes]) -> str:
    return digests_of_received(file).sha256


def _kept(shield: Shield, once: Once) -> bytes | None:
    with reading(shield.engine) as db:
        return kept_answer(db, once, datetime.now(UTC))


async def _ended(shield: Shield, once: Once | None, told: bytes) -> Response:
    if once is None:
        return _sent(told)

    def keep(once: Once) -> bytes:
        with shield.engine.begin() as db:
            return keep_answer(db, once, told, datetime.now(UTC))

    return _sent(await shield.written(lambda: keep(once)))


def _sent(told: bytes, *, again: bool = False) -> Response:
    headers = {"Idempotent-Replayed": "true"} if again else None
    return Response(told, media_type="application/json", headers=headers)
