"""HEAD is answered like GET, without the body (RFC 9110, section 9.3.2).

request -> Head -> the same status and headers as GET

It is a look like any other, and written down as one.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Head:
    """ASGI middleware around the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, bodiless)
