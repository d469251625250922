"""lamplight forget: remove an ad, a source or a value everywhere."""

from typing import Annotated

import typer

from lamplight.cli._asking import agreed
from lamplight.cli._database import DbOption, database
from lamplight.cli._progress import ProgressLines
from lamplight.counted import counted
from lamplight.errors import Refused
from lamplight.pipeline.find import Request
from lamplight.pipeline.forgetting import Target, find_target, forget

commands = typer.Typer()


_WORDS = {"senses": "places in values that were split", "memberships": "places in networks"}


@commands.command("forget")
def forget_command(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF", help="ad:SOURCE/ID, source:NAME, or a value such as phone:+12135550123."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    later: Annotated[
        bool, typer.Option("--later", help="Don't link and rank anew now; the next run does it.")
    ] = False,
    db: DbOption = None,
) -> None:
    """Remove an ad, a source or a value everywhere, and keep it from coming back.

    Ads go whole, with their versions, signals, pictures, links and decisions. A value is blacked
    out in every ad that shows it. Then the rest is linked and ranked anew. It can't be undone.

    Not touched: older backups, exported files, pictures and the files that were read.

    Example: lamplight forget ad:site1.example/17
    """
    with database(db, make=False) as opened:
        settings = opened.settings
        target = find_target(opened.engine, ref, settings.region)
        if not yes and not agreed(_question(target)):
            raise Refused("nothing was forgotten: it takes a yes, or --yes")
        again = Request(region=settings.region, indicators=settings.indicators)
        with ProgressLines() as progress:
            gone = forget(opened.engine, target, opened.actor, progress, None if later else again)
    for name, rows in sorted(gone.items()):
        if rows:
            typer.echo(f"  {_WORDS.get(name, name.replace('_', ' '))}: {rows:,}")
    typer.echo("Older backups, exported files and the files that were read still hold it.")
    for value in target.also:
        typer.echo(f"Ads may show the same number as {value}: lamplight forget phone:{value}")
    if later:
        typer.echo("The leads it touched are gone until the next run: lamplight run")


def _question(target: Target) -> str:
    touched = counted(target.ads, "ad")
    return f"forget {target.kind} {target.value!r}, in {touched}, for good?"
