"""lamplight templates: what the texts of a network have in common, and where they differ."""

from collections.abc import Iterator
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.decide.reference import parse_reference
from lamplight.match.template import Slot
from lamplight.pipeline.templating import TextGroup, templates_of

commands = typer.Typer()

_TOP = 10
_FILLINGS = 4


@commands.command()
def templates(
    ref: Annotated[str, typer.Argument(metavar="REF", help="network:ID or provider:ID.")],
    top: Annotated[int, typer.Option(min=1, help="So many groups of texts.")] = _TOP,
    as_json: Annotated[bool, typer.Option("--json", help="An array of groups.")] = False,
    db: DbOption = None,
) -> None:
    """Texts that are variants of one another: their constant words, and in [ ] what differs.

    Where few texts have anything, only how many writings: [+2]. Capitals and signs around a word do
    not count.

    Example: lamplight templates network:n4kq7wzx2ma
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        found = templates_of(tables, opened.actor, parse_reference(ref))
    if as_json:
        typer.echo(orjson.dumps(found[:top]))
        return
    tell("\n\n".join(map(_told, found[:top])) or "no two of these ads have much text in common")
    if len(found) > top:
        typer.echo(f"\n{top:,} of {len(found):,} groups; more with --top {len(found)}")


def _told(group: TextGroup) -> str:
    counts = f"{len(group.ads):,} ads, {group.template.texts:,} different texts"
    shown = ", ".join(group.ads[:_FILLINGS]) + (", …" if len(group.ads) > _FILLINGS else "")
    return f"{counts}: {shown}\n  {' '.join(_piece(it) for it in group.template.pieces)}"


def _piece(piece: str | Slot) -> str:
    if isinstance(piece, str):
        return piece
    if piece.is_rare:
        return f"[+{len(piece.fillings) - 1}]"
    return f"[{' | '.join(_fillings(piece))}]"


def _fillings(slot: Slot) -> Iterator[str]:
    for words, _ in slot.fillings[:_FILLINGS]:
        yield words or "–"
    if len(slot.fillings) > _FILLINGS:
        yield f"… {len(slot.fillings) - _FILLINGS} more"
