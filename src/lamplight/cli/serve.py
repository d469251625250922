"""lamplight serve: the pages, in a browser on this machine.

host, port, database -> serve -> pages until Ctrl-C

Known limit: there are no accounts yet, so only loopback addresses are served.
"""

from contextlib import suppress
from typing import Annotated

import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._listening import bound, listen
from lamplight.errors import Refused
from lamplight.web.app import make_app
from lamplight.web.guard import is_loopback

commands = typer.Typer()


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
            listen(app, [server_socket], lifespan="on")
