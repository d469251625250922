"""How much a request may send, and how slowly.

receive, BodyLimit -> limited -> receive, or 413 where it is too much, 408 where too slow
"""

import asyncio
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

MB = 1024 * 1024


class BodyLimit(NamedTuple):
    """size_bytes  of all; seconds: until all is there; idle_s: until the next piece is there"""

    size_bytes: int
    seconds: float
    idle_s: float

    @property
    def size_words(self) -> str:
        """The size in words."""
        return f"{self.size_bytes // MB} MB"


def says_too_large(headers: Headers, limit: BodyLimit) -> bool:
    """Whether a request says itself that it is beyond the limit, or says nonsense."""
    size = headers.get("content-length", "0")
    return not (size.isascii() and size.isdigit() and int(size) <= limit.size_bytes)


def limited(receive: Receive, limit: BodyLimit) -> Receive:
    """The same body, cut off where it grows too large or comes too slowly."""
    received = 0
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limit.seconds
    ended = False

    async def next_part() -> Message:
        nonlocal received, ended
        if ended:
            return await receive()
        try:
            async with asyncio.timeout_at(min(deadline, loop.time() + limit.idle_s)):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, "The upload took too long; nothing was kept.") from None
        received += len(message.get("body", b""))
        ended = not message.get("more_body", False)
        if received > limit.size_bytes:
            raise HTTPException(413, f"That is more than {limit.size_words}.")
        return message

    return next_part
