"""How the pages describe their answers in /openapi.json: errors are pages too."""

from typing import Any

HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}
JSON: dict[str, Any] = {
    "application/json": {
        "schema": {
            "type": "object",
            "properties": {"detail": {"type": "string"}},
            "required": ["detail"],
        }
    }
}
WHY = {
    403: "Refused: from another site, or a form that was opened too long ago",
    404: "Not found",
    413: "More than these pages take at once",
    422: "What was sent can't be used as it is",
    503: "The database does not answer now",
}
PAGES: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": HTML} for status, why in WHY.items()
}
API: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": JSON} for status, why in WHY.items()
}
REDIRECT: dict[int | str, dict[str, Any]] = {303: {"description": "Go on there"}}
