"""lamplight shield: answer programs that ask whether an upload is known."""

import os
from contextlib import ExitStack, suppress
from functools import partial
from socket import socket
from typing import Annotated

import typer
from starlette.types import ASGIApp

from lamplight.cli._database import DbOption, database
from lamplight.cli._listening import bound, listen
from lamplight.errors import BadInput
from lamplight.pipeline.fetching import FetchRules
from lamplight.web.body import MB
from lamplight.web.by_port import ByPort
from lamplight.web.guard import is_loopback
from lamplight.web.hma.app import make_hma_app
from lamplight.web.quick import QuickProtocol, QuickRoutes, head_of
from lamplight.web.shield.app import HEADERS, make_shield_app
from lamplight.web.shield.state import UPLOAD, ShieldOptions

commands = typer.Typer()
shield = typer.Typer(no_args_is_help=True, help="Answer programs: is this upload known?")
commands.add_typer(shield, name="shield")

_MOST_AT_ONCE = 500
_CACHE_MB = 8
"""A look-up asks no large table; fifteen connections would hold a gigabyte else."""


@shield.callback()
def group() -> None:
    """Answer programs: is this upload known?"""


@shield.command("serve")
def serve(
    host: Annotated[str, typer.Option(help="An address of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8010,
    max_upload: Annotated[int, typer.Option(min=1, help="MB of an upload.")] = 500,
    video_seconds: Annotated[
        int, typer.Option(min=1, help="Processor time that one video may take.")
    ] = 120,
    workers: Annotated[
        int, typer.Option(min=0, help="Decoding processes; 0: one for each processor.")
    ] = 0,
    hma_port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Speak HMA's interface there too, without keys.",
            show_default=False,
        ),
    ] = None,
    hma_host: Annotated[
        str, typer.Option(help="Who reaches this address may change banks.")
    ] = "127.0.0.1",
    fetch_from: Annotated[
        list[str] | None,
        typer.Option(help="Host that HMA's interface may fetch from; several times for more."),
    ] = None,
    exchange_every: Annotated[
        int, typer.Option(min=0, help="Seconds between two fetches from a partner; 0: none.")
    ] = 300,
    db: DbOption = None,
) -> None:
    """Answer POST /api/match for programs that have a key (lamplight keys).

    Example: lamplight shield serve --port 8010 --db sqlite:///cases.db
    """
    if hma_port and hma_port == port:
        raise BadInput("HMA's interface knows no keys and wants a port of its own")
    fetch = FetchRules(tuple(one.lower().rstrip(".") for one in fetch_from or ()))
    upload = UPLOAD._replace(size_bytes=max_upload * MB)
    options = ShieldOptions(upload, video_seconds, workers, fetch, exchange_every, os.environ)
    with ExitStack() as stack:
        sockets = [stack.enter_context(bound(host, port))]
        opened = stack.enter_context(database(db, cache_mb=_CACHE_MB))
        app = make_shield_app(opened.engine, options)
        others: dict[int, ASGIApp] = {}
        quick: dict[int, QuickRoutes] = {sockets[0].getsockname()[1]: app.state.quick}
        address = opened.engine.url.render_as_string(hide_password=True)
        typer.echo(
            f"Lamplight Shield on {_shown(host, sockets[0])} with {address}; Ctrl-C stops it."
        )
        if hma_port is not None:
            sockets.append(stack.enter_context(bound(hma_host, hma_port)))
            hma = make_hma_app(app.state.shield, loopback=is_loopback(hma_host))
            others[sockets[1].getsockname()[1]] = hma
            quick[sockets[1].getsockname()[1]] = hma.state.quick
            typer.echo(f"HMA's interface on {_shown(hma_host, sockets[1])}, for who reaches it.")
        if not is_loopback(host) or not is_loopback(hma_host):
            typer.echo("This speaks plain HTTP: put a proxy with TLS before it.", err=True)
        with suppress(KeyboardInterrupt):  # the way this is meant to end
            protocol = partial(QuickProtocol, quick, head_of(HEADERS))
            both = ByPort(app, others)
            listen(both, sockets, at_once=_MOST_AT_ONCE, lifespan="on", protocol=protocol)


def _shown(host: str, listening: socket) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{listening.getsockname()[1]}/"
