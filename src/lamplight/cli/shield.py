"""lamplight shield: answer programs that ask whether an upload is known."""

from contextlib import ExitStack, suppress
from typing import Annotated

import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._listening import bound, listen
from lamplight.web.body import MB
from lamplight.web.guard import is_loopback
from lamplight.web.shield.app import make_shield_app
from lamplight.web.shield.state import UPLOAD, ShieldOptions

commands = typer.Typer()
shield = typer.Typer(no_args_is_help=True, help="Answer programs: is this upload known?")
commands.add_typer(shield, name="shield")

_MOST_AT_ONCE = 500


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
    db: DbOption = None,
) -> None:
    """Answer POST /api/match for programs that have a key (lamplight keys).

    Example: lamplight shield serve --port 8010 --db sqlite:///cases.db
    """
    options = ShieldOptions(UPLOAD._replace(size_bytes=max_upload * MB), video_seconds, workers)
    with ExitStack() as stack:
        server_socket = stack.enter_context(bound(host, port))
        opened = stack.enter_context(database(db))
        app = make_shield_app(opened.engine, options)
        at = server_socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        address = opened.engine.url.render_as_string(hide_password=True)
        typer.echo(f"Lamplight Shield on http://{shown}:{at}/ with {address}; Ctrl-C stops it.")
        if not is_loopback(host):
            typer.echo("This speaks plain HTTP: put a proxy with TLS before it.", err=True)
        with suppress(KeyboardInterrupt):  # the way this is meant to end
            listen(app, [server_socket], at_once=_MOST_AT_ONCE, lifespan="on")
