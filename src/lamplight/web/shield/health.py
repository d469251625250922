"""GET /health: whether uploads can be answered, and if not, why. GET /metrics: Prometheus' form."""

import time

import orjson
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from lamplight.errors import LamplightError
from lamplight.web.shield import schema
from lamplight.web.shield.measures import CONTENT_TYPE
from lamplight.web.shield.state import Shield

router = APIRouter()

MOST_LAG_S = 10.0
_CHECKED_FOR_S = 1.0
_PATIENCE_S = 5.0


@router.get("/health", response_class=Response, **schema.HEALTH)
async def health(request: Request) -> Response:
    """200, or 503; with a key of the scope metrics also the reasons."""
    state = request.app.state
    faults = await faults_of(state.shield)
    told: dict[str, object] = {"ready": not faults}
    try:
        await state.clients.check(request, "metrics")
    except (HTTPException, LamplightError):
        pass
    else:
        compared = state.shield.compared
        told |= {
            "faults": faults,
            "index": {
                "position": compared.lag.position if compared else None,
                "lag_seconds": state.shield.lag_seconds,
            },
            "exchanges": [
                {
                    "name": one.name,
                    "enabled": one.enabled,
                    "succeeded_at": one.succeeded_at,
                    "failure": one.failure,
                }
                for one in state.shield.following.exchanges
            ],
        }
    body = orjson.dumps(told, option=orjson.OPT_UTC_Z)
    return Response(body, 503 if faults else 200, media_type="application/json")


@router.get("/metrics", response_class=Response, **schema.METRICS)
async def metrics(request: Request) -> Response:
    """For Prometheus; wants a key of the scope metrics."""
    await request.app.state.clients.check(request, "metrics")
    return Response(request.app.state.measures.text(), media_type=CONTENT_TYPE)


async def faults_of(shield: Shield) -> list[str]:
    """Why uploads can't be answered now: a sentence each."""
    faults = []
    try:
        due = not shield.compared or time.monotonic() - shield.compared.at >= _CHECKED_FOR_S
        if due and not await shield.looking(_PATIENCE_S):
            faults.append("banks can't be read: the database is silent")
    except LamplightError as error:
        faults.append(f"banks can't be read: {error}")
    lag_seconds = shield.lag_seconds
    if lag_seconds is not None and lag_seconds > MOST_LAG_S:
        faults.append(f"the index is {lag_seconds:.0f} s behind")
    try:
        await run_in_threadpool(shield.pool.check)
    except LamplightError as error:
        faults.append(f"no decoder answers: {error}")
    return faults
