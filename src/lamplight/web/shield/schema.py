"""How the routes describe themselves in /openapi.json."""

from typing import Any

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_WHOLE = {"type": "integer"}
_VERDICT = {"type": "string", "enum": ["allow", "review", "hold"]}


def _object(**properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: object) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _or_null(of: dict[str, Any]) -> dict[str, Any]:
    return {**of, "type": [of["type"], "null"]}


def _json(schema: object) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


_MATCH = _object(
    entry=_WHOLE,
    bank=_TEXT,
    purpose=_TEXT,
    kind={"type": "string", "enum": ["picture", "video", "sha256", "sha1", "md5"]},
    verdict=_VERDICT,
    known_false={"type": "boolean"},
    distance=_WHOLE,
    variant=_or_null(_TEXT),
    frame=_WHOLE,
    query_share=_or_null(_NUMBER),
    known_share=_or_null(_NUMBER),
    known_frame=_or_null(_WHOLE),
)
_ONE = _object(verdict=_VERDICT, reasons=_list(_TEXT), matches=_list(_MATCH), more=_WHOLE)
_AROUND = {
    "index": _object(position=_WHOLE, lag_seconds=_or_null(_NUMBER)),
    "fail": {"type": "string", "enum": ["open", "closed"]},
}
_SHOWN = _object(**_MATCH["properties"], at_s=_or_null(_NUMBER))
_UPLOAD = _object(
    **{**_ONE["properties"], "matches": _list(_SHOWN)},
    kind=_or_null(_TEXT),
    frames=_WHOLE,
    unread=_or_null(_TEXT),
    **_AROUND,
)
_MANY = _object(verdict=_VERDICT, results=_list(_ONE), **_AROUND)


def _digits(kind: str, count: int) -> dict[str, Any]:
    value = {"type": "string", "pattern": f"^[0-9a-fA-F]{{{count}}}$"}
    return _object(kind={"const": kind}, value=value)


_QUALITY = {"type": "integer", "minimum": 0, "maximum": 100}
_KINDS = [_digits("pdq", 64), _digits("sha256", 64), _digits("sha1", 40), _digits("md5", 32)]
_HASH = {"type": "object", "properties": {"quality": _or_null(_QUALITY)}, "oneOf": _KINDS}
_HASHES = _object(hashes={**_list(_HASH), "minItems": 1, "maxItems": 10_000})
_FRAME = _object(
    pdq={"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
    quality=_QUALITY,
    at_s={"type": "number", "minimum": 0},
)
_FRAMES = {**_list({**_FRAME, "additionalProperties": False}), "minItems": 1, "maxItems": 3_600}
_VIDEO = _object(
    video={
        **_object(frames=_FRAMES),
        "properties": {"frames": _FRAMES, "sha256": _TEXT, "sha1": _TEXT, "md5": _TEXT},
        "additionalProperties": False,
    }
)
_FAULT = {**_object(detail=_TEXT), "additionalProperties": True}
_BYTES = {"schema": {"type": "string", "format": "binary"}}

_WHY = {
    400: "The form or the upload can't be read",
    401: "No key, or one that is revoked",
    403: "The key has not the scope that is wanted",
    404: "There is no such bank or entry",
    408: "The upload came too slowly",
    413: "The upload is too large",
    422: "What was sent can't be used as it is",
    429: "More looks than the key may have in a minute",
    503: "No answer now: verdict says what counts for this key",
}
_KEY: list[dict[str, list[str]]] = [{"key": []}]
_FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": _json(_FAULT)} for status, why in _WHY.items()
}
SECURITY = {"key": {"type": "http", "scheme": "bearer"}}

MATCH: dict[str, Any] = {
    "responses": {
        **_FAULTS,
        200: {"description": "What is known of it", "content": _json({"oneOf": [_UPLOAD, _MANY]})},
    },
    "openapi_extra": {
        "security": _KEY,
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Who asks the same again within a day gets the same answer.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                **_json({"oneOf": [_HASHES, _VIDEO]}),
                "multipart/form-data": {
                    "schema": _object(file={"type": "string", "format": "binary"})
                },
                "application/octet-stream": _BYTES,
                "image/*": _BYTES,
                "video/*": _BYTES,
            },
        },
    },
}
BANKS: dict[str, Any] = {
    "responses": {status: _FAULTS[status] for status in (400, 401, 403, 404, 413, 422, 429, 503)},
    "openapi_extra": {"security": _KEY},
}
_HEALTH = {**_object(ready={"type": "boolean"}), "additionalProperties": True}
HEALTH: dict[str, Any] = {
    "responses": {
        200: {"description": "Uploads are answered", "content": _json(_HEALTH)},
        503: {"description": "They are not", "content": _json(_HEALTH)},
    },
    "openapi_extra": {"security": [{}, *_KEY]},
}
METRICS: dict[str, Any] = {
    "responses": {
        **{status: _FAULTS[status] for status in (401, 403, 503)},
        200: {"description": "Prometheus' text form", "content": {"text/plain": {"schema": _TEXT}}},
    },
    "openapi_extra": {"security": _KEY},
}
