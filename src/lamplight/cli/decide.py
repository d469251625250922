"""lamplight decide: what people know, said so that every later run keeps to it."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy import Connection

from lamplight.bank.value import normal_value
from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._days import FORM, read_day
from lamplight.collect.places import read_places
from lamplight.decide.decision import DecisionKind, end_of
from lamplight.decide.pairs import pair_to_join, pairs_to_part
from lamplight.decide.reference import ValueReference, parse_reference
from lamplight.extract.shown import shown as read_as
from lamplight.pipeline.same_number import meant, writings
from lamplight.store.clusters import members_of
from lamplight.store.decisions import Saying, add_decision
from lamplight.store.references import ads_of, network_of, value_of
from lamplight.store.signals import load_ads_with

commands = typer.Typer()
decide = typer.Typer(
    no_args_is_help=True,
    help="Say what you know: which ads belong together, which networks matter.",
)
commands.add_typer(decide, name="decide")

NETWORK_HELP = "network:ID, as in lamplight queue."
SIDE_HELP = "ad:SOURCE/ID, provider:ID or network:ID."
VALUE_HELP = "KIND:VALUE, such as phone:+12135550123."
Side = Annotated[str, typer.Argument(metavar="REF", help=SIDE_HELP)]
Network = Annotated[str, typer.Argument(metavar="REF", help=NETWORK_HELP)]
Value = Annotated[str, typer.Argument(metavar="REF", help=VALUE_HELP)]
Note = Annotated[str, typer.Option("--note", help="Why, for those who read it later.")]


@decide.command("same")
def same(left: Side, right: Side, note: Note = "", db: DbOption = None) -> None:
    """These two belong to one network.

    Example: lamplight decide same ad:site1/17 network:n42 --note "same room in both"
    """
    with database(db) as opened, opened.engine.begin() as tables:
        sides = (ads_of(tables, parse_reference(side)) for side in (left, right))
        saying = Saying("same", note, pairs=[pair_to_join(*sides)])
        _done(add_decision(tables, opened.actor, saying, datetime.now(UTC)), next_run=True)


@decide.command("not-same")
def not_same(left: Side, right: Side, note: Note = "", db: DbOption = None) -> None:
    """These two are not one network; a side inside the other is taken out of it.

    Example: lamplight decide not-same ad:site1/17 network:n42
    """
    with database(db) as opened, opened.engine.begin() as tables:
        sides = (ads_of(tables, parse_reference(side)) for side in (left, right))
        saying = Saying("not the same", note, pairs=pairs_to_part(*sides))
        _done(add_decision(tables, opened.actor, saying, datetime.now(UTC)), next_run=True)


@decide.command("leave-alone")
def leave_alone(
    network: Network,
    until: Annotated[
        datetime | None,
        typer.Option(
            parser=read_day, metavar=FORM, help="Last day; 90 days from now where not given."
        ),
    ] = None,
    note: Note = "",
    db: DbOption = None,
) -> None:
    """Likely independent, or known to be safe: do not approach. It always ends some day.

    Example: lamplight decide leave-alone network:n42 --until 2027-03-31
    """
    now = datetime.now(UTC)
    ends = end_of(until.date() if until else None, now)
    _of_network("leave alone", network, note, db, ends)


@decide.command("confirm")
def confirm(network: Network, note: Note = "", db: DbOption = None) -> None:
    """It was right to look here.

    Example: lamplight decide confirm network:n42 --note "case 17-003"
    """
    _of_network("confirmed", network, note, db)


@decide.command("dismiss")
def dismiss(network: Network, note: Note = "", db: DbOption = None) -> None:
    """Looked at, and nothing to follow.

    Example: lamplight decide dismiss network:n42
    """
    _of_network("dismissed", network, note, db)


@decide.command("restore")
def restore(value: Value, note: Note = "", db: DbOption = None) -> None:
    """A value that was cut does join all who show it.

    Example: lamplight decide restore phone:+12135550123
    """
    _of_value("restore", value, note, db)


@decide.command("ignore")
def ignore(value: Value, note: Note = "", db: DbOption = None) -> None:
    """A value joins nobody: a support line, a hotel, a site's own address.

    Example: lamplight decide ignore url:site1.example
    """
    _of_value("ignore", value, note, db)


def _of_network(
    kind: DecisionKind, network: str, note: str, db: str | None, ends: datetime | None = None
) -> None:
    with database(db) as opened, opened.engine.begin() as tables:
        named = network_of(tables, parse_reference(network))
        saying = Saying(kind, note, network=named, expires_at=ends)
        _done(add_decision(tables, opened.actor, saying, datetime.now(UTC)))


def _of_value(kind: DecisionKind, value: str, note: str, db: str | None) -> None:
    with database(db) as opened, opened.engine.begin() as tables:
        named = _normal(opened, tables, value_of(parse_reference(value)))
        saying = Saying(kind, note, value=named)
        _done(add_decision(tables, opened.actor, saying, datetime.now(UTC)), next_run=True)
        _tell_of(tables, kind, named)


def _tell_of(tables: Connection, kind: DecisionKind, named: tuple[str, str]) -> None:
    """What a decision about a value will change, as far as it is known now."""
    if named[0] == "text":
        return
    shown = {ad for it in writings(tables, *named) for ad in load_ads_with(tables, named[0], it)}
    networks = {it.network for it in members_of(tables, sorted(shown)).values()}
    if not shown:
        typer.echo(f"no ad shows {named[0]} {read_as(*named)} yet", err=True)
    elif kind == "restore" and len(networks) > 1:
        typer.echo(f"{len(networks):,} networks show it; they become one", err=True)


def _normal(opened: Database, tables: Connection, value: ValueReference) -> tuple[str, str]:
    if value.kind == "text":
        return value.kind, value.value
    region = opened.settings.region or None
    kind, normal = normal_value(value.value, value.kind, region, read_places())
    return kind, meant(tables, kind, normal)


def _done(number: int, *, next_run: bool = False) -> None:
    typer.echo(f"decision {number}; take it back with: lamplight undo {number}")
    if next_run:
        typer.echo("it holds from the next run on: lamplight run", err=True)
