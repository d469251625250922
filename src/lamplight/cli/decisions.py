"""lamplight decisions: what was decided, by whom and why."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.store.decisions import Said, list_decisions

commands = typer.Typer()


@commands.command("decisions")
def decisions(
    undone: Annotated[bool, typer.Option("--all", help="Show what was undone too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    db: DbOption = None,
) -> None:
    """What was decided, by whom and why, the newest first.

    Example: lamplight decisions --all
    """
    with database(db) as opened, opened.engine.begin() as tables:
        said = list_decisions(tables, opened.actor, undone=undone)
    if as_json:
        typer.echo(orjson.dumps([_json(one) for one in said]).decode())
        return
    for one in said:
        tell(decision_row(one))
    if not said:
        typer.echo("nothing was decided yet; see lamplight decide --help", err=True)


def _about(one: Said) -> str:
    decision = one.decision
    if decision.network is not None:
        return f"network:{decision.network}"
    if decision.value is not None:
        return ":".join(decision.value)
    return f"{one.pairs} pair{'s' if one.pairs > 1 else ''} of ads"


def decision_row(one: Said) -> str:
    """One decision on one line."""
    decision = one.decision
    parts: Sequence[str] = (
        f"{decision.number:>5}  {decision.at:%Y-%m-%d}  {decision.kind:<12}  {_about(one)}",
        f"until {decision.expires_at:%Y-%m-%d}" if decision.expires_at else "",
        f"by {decision.actor}",
        f"undone by {decision.undone_by}" if decision.undone_by else "",
        f"replaced by {one.replaced_by}" if one.replaced_by else "",
        decision.note,
    )
    return "  ".join(part for part in parts if part)


def _json(one: Said) -> dict[str, object]:
    shown = asdict(one.decision) | {"pairs": one.pairs, "replaced_by": one.replaced_by}
    return {name: value for name, value in shown.items() if name not in ("left", "right")}
