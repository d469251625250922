"""lamplight undo: take a decision back."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.cli.decisions import decision_row
from lamplight.store.decisions import undo as undo_decision

commands = typer.Typer()


@commands.command("undo")
def undo(
    number: Annotated[int, typer.Argument(help="As in lamplight decisions.")], db: DbOption = None
) -> None:
    """Take a decision back; it stays on record as undone.

    Example: lamplight undo 3
    """
    with database(db) as opened, opened.engine.begin() as tables:
        said = undo_decision(tables, opened.actor, number, datetime.now(UTC))
    tell(f"undone: {decision_row(said)}")
