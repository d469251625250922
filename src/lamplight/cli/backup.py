"""lamplight backup: a consistent copy while others go on working."""

from pathlib import Path
from typing import Annotated

import typer

from lamplight.cli._database import DbOption, database
from lamplight.store.backup import back_up

commands = typer.Typer()


@commands.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    db: DbOption = None,
) -> None:
    """Write a consistent copy of the database, while pages are served and runs go on.

    SQLite: a database like any other, put it in the place of the lost one. PostgreSQL: an archive
    for pg_restore. A copy keeps what is forgotten later: keep few, and not for long.

    Example: lamplight backup /media/safe/lamplight-2026-01-31.db
    """
    with database(db, make=False) as opened:
        back_up(opened.engine, opened.actor, file, force=force)
    typer.echo(f"{file}: {file.stat().st_size:,} bytes")
