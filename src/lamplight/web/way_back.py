"""The queue as it was last narrowed, so that the way back from a lead leads there again.

address of the queue -> keep -> cookie -> last -> address

A cookie of the session: gone when the browser is closed. Other servers on this machine can write it
too, so it is only ever an address of the queue.
"""

import re

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "lamplight-queue"
QUEUE = "/queue"
_NARROWED = re.compile(r"/queue\?[\w%+&=.~-]{1,1000}", re.ASCII)


def keep(request: Request, response: Response, address: str) -> None:
    """Remember where the reader is in the queue; the whole queue needs no memory."""
    if _NARROWED.fullmatch(address):
        response.set_cookie(COOKIE, address, httponly=True, samesite="strict")
    elif COOKIE in request.cookies:
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def last(request: Request) -> str:
    """The queue's address, narrowed as it was last looked at."""
    kept = request.cookies.get(COOKIE, "")
    return kept if _NARROWED.fullmatch(kept) else QUEUE
