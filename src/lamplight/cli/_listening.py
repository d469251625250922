"""Listen at an address of this machine and answer until Ctrl-C.

host, port -> bound -> socket; application, sockets -> listen
"""

import errno
import socket
from collections.abc import Callable, Sequence
from typing import Any, Literal

import uvicorn
from starlette.types import ASGIApp

from lamplight.errors import BadInput, Refused, Unavailable

GRACE_S = 3


def bound(host: str, port: int) -> socket.socket:
    """A socket on which nothing else listens; raises Unavailable, or BadInput for no address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(128)
    except OSError as error:
        found.close()
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(
                f"port {port} is in use; stop what listens there or choose another with --port"
            ) from None
        if error.errno == errno.EACCES:
            raise Refused(f"port {port} is for the system; choose one from 1024 on") from None
        raise BadInput(f"can't listen on {host}:{port}: {error.strerror or error}") from None
    return found


def listen(
    app: ASGIApp,
    sockets: Sequence[socket.socket],
    *,
    at_once: int = 200,
    lifespan: Literal["on", "off"] = "off",
    protocol: Callable[..., Any] | Literal["auto"] = "auto",
) -> None:
    """Answer until Ctrl-C; requests under way have a moment to end.

    protocol  that speaks HTTP on a connection, made as uvicorn makes its own
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # paths hold phone numbers and handles
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=at_once,
        http=protocol,  # type: ignore[arg-type]
        ws="none",
        lifespan=lifespan,
    )
    uvicorn.Server(config).run(sockets=list(sockets))
