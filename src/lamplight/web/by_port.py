"""Two applications in one process, each on a port of its own.

request -> ByPort -> the application of the port that it came to
"""

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class ByPort:
    """ASGI: the first application has the lifespan, the others share what it holds."""

    def __init__(self, first: ASGIApp, others: Mapping[int, ASGIApp]) -> None:
        self.first = first
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _, port = scope.get("server") or ("", 0)
        app = self.others.get(port or 0, self.first) if scope["type"] == "http" else self.first
        await app(scope, receive, send)
