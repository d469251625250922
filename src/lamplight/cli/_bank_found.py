"""What ads already show of a bank, after it learnt something and when somebody asks."""

from typing import Annotated

import orjson
import typer

from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.pipeline.known import look_back
from lamplight.pipeline.progress import Progress, Unwatched
from lamplight.store.picture_matches import Found, found_pictures

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the bank.")]


def tell_found(opened: Database, name: str, progress: Progress | None = None) -> None:
    """Look for what the bank learnt in all stored pictures, and say how much there is."""
    found = look_back(opened.engine, opened.actor, name, progress or Unwatched())
    if found.pictures:
        typer.echo(f"{_counts(found)}: lamplight bank found {name}", err=True)


def found(
    name: Name,
    top: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """Which ads show something of a bank, the newest finds first. Exit 3: none does.

    Example: lamplight bank found known
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        seen = found_pictures(tables, opened.actor, name, top)
    if as_json:
        typer.echo(orjson.dumps(seen, option=orjson.OPT_UTC_Z).decode())
    else:
        for it in seen.shown:
            where = f"ad:{it.source}/{it.ad_id}  picture {it.position + 1}"
            tell(f"{where}  entry {it.entry}, {it.bits} bits  {it.at:%Y-%m-%d %H:%M}")
        typer.echo(_counts(seen))
    if not seen.pictures:
        raise typer.Exit(3)


def _counts(seen: Found) -> str:
    pictures, ads = counted(seen.pictures, "picture"), counted(seen.ads, "ad")
    return f"{pictures} of {ads} {'is' if seen.pictures == 1 else 'are'} in this bank"


COMMANDS = {"found": found}
