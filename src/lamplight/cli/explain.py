"""lamplight explain: why ads are together or apart."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.bank.value import normal_value
from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._telling import tell
from lamplight.collect.indicators import read_indicators
from lamplight.collect.places import read_places
from lamplight.decide.reference import Reference, ValueReference, parse_reference
from lamplight.pipeline.explaining import explain as explain_one
from lamplight.pipeline.explaining import explain_two

commands = typer.Typer()

REF = "ad:SOURCE/ID, network:ID, provider:ID, or KIND:VALUE such as phone:+12135550123."


@commands.command()
def explain(
    ref: Annotated[str, typer.Argument(metavar="REF", help=REF)],
    other: Annotated[str, typer.Argument(metavar="[REF]", help="A second one.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Every ad, link and reason's ad, not the first few.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """Why ads are together, link by link; what was cut, and why; with two REFs, what joins them.

    Example: lamplight explain ad:site1.example/17 ad:site2.example/99
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        first = _normal(opened, parse_reference(ref))
        if other:
            told = explain_two(tables, opened.actor, first, parse_reference(other))
        else:
            all_by = read_indicators(_folder(opened)) if everything else None
            told = explain_one(tables, opened.actor, first, all_by)
    if as_json:
        typer.echo(orjson.dumps(asdict(told)).decode())
        return
    tell(told.subject)
    for part in told.parts:
        tell(f"\n{part.heading}")
        for line in part.lines:
            tell(f"  {line}")


def _folder(opened: Database) -> Path | None:
    return Path(opened.settings.indicators) if opened.settings.indicators else None


def _normal(opened: Database, reference: Reference) -> Reference:
    """A value in any writing, as the extractors write it; a text group has a name, not a value."""
    if not isinstance(reference, ValueReference) or reference.kind == "text":
        return reference
    region = opened.settings.region or None
    return ValueReference(*normal_value(reference.value, reference.kind, region, read_places()))
