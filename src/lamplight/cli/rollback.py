"""lamplight rollback: go back to how everything stood before the newest run."""

from typing import Annotated

import typer

from lamplight.cli._asking import agreed
from lamplight.cli._database import DbOption, database
from lamplight.errors import Refused
from lamplight.pipeline.rolling_back import roll_back_run
from lamplight.store.engine import reading
from lamplight.store.leads import count_without_lead
from lamplight.store.rollback import run_to_roll_back
from lamplight.store.runs import done_run, files_of

commands = typer.Typer()


@commands.command()
def rollback(
    number: Annotated[
        int | None,
        typer.Argument(help="The newest run, to be sure that it is meant.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    db: DbOption = None,
) -> None:
    """Go back to how everything stood before the newest run, ids and ranks included.

    The ads that it brought are removed, and what people decided about them; ads that it changed are
    as they were; the queue is that of the run before. Read the same files again to undo this.

    Example: lamplight rollback 3
    """
    with database(db, make=False) as opened:
        with reading(opened.engine) as tables:
            run = run_to_roll_back(tables, number)
            files = ", ".join(file.path for file in files_of(tables, run.number)) or "no files"
        asked = f"roll back run {run.number} of {run.started_at:%Y-%m-%d %H:%M} ({files})?"
        if not yes and not agreed(asked):
            raise Refused(f"run {run.number} is not rolled back")
        undone = roll_back_run(opened.engine, opened.actor, run.number)
        with reading(opened.engine) as tables:
            before = done_run(tables)
            without = 0 if before is None else count_without_lead(tables, before)
    typer.echo(f"run {run.number} is rolled back")
    typer.echo(f"{undone.removed:>9,}  ads removed")
    typer.echo(f"{len(undone.restored):>9,}  ads as they were before")
    if undone.decisions:
        typer.echo(f"{undone.decisions:>9,}  rows of decisions, gone with their ads")
    typer.echo(
        "Nothing is ranked now; begin with: lamplight run FILE"
        if before is None
        else f"The queue is that of run {before}."
    )
    if without:
        typer.echo(
            f"{without:>9,}  of its networks show something forgotten since and have no lead;"
            " to rank them again: lamplight run"
        )
