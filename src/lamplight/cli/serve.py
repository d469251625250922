"""Serve the pages on this machine.

host, port, database -> serve -> pages until Ctrl-C

Known limit: there are no accounts yet, so only loopback addresses are served.
"""

import errno
import socket
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn
from starlette.types import ASGIApp

from lamplight.cli._database import DbOption, database
from lamplight.errors import BadInput, Refused, Unavailable
from lamplight.web.app import make_app
from lamplight.web.guard import is_loopback

commands = typer.Typer()
GRACE_S = 3


@commands.command()
def serve(
    host: Annotated[str, typer.Option(help="A loopback address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    db: DbOption = None,
) -> None:
    """Show the queue, leads, search and watch lists in a browser on this machine.

    Example: lamplight serve --port 8080 --db sqlite:///cases.db
    """
    if not is_loopback(host):
        raise Refused(
            f"{host!r} can be reached from other machines, and these pages have no accounts yet; "
            "serve on 127.0.0.1 and reach it from elsewhere through an SSH tunnel"
        )
    with bound(host, port) as server_socket, database(db) as opened:
        app = make_app(opened.engine, opened.settings)
        at = server_socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = opened.engine.url.render_as_string(hide_password=True)
        typer.echo(f"Lamplight on http://{shown}:{at}/ with {address}; Ctrl-C stops it.")
        with suppress(KeyboardInterrupt):  # the way this is meant to end
            listen(app, server_socket)


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


def listen(app: ASGIApp, server_socket: socket.socket) -> None:
    """Answer until Ctrl-C; requests under way have a moment to end."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # paths hold phone numbers and handles
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=200,
        ws="none",
        lifespan="off",
    )
    uvicorn.Server(config).run(sockets=[server_socket])
