"""lamplight exchange: partners whose lists of known hashes fill banks."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from sqlalchemy import Connection

from lamplight.cli._bank_found import tell_found
from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._progress import ProgressLines
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.errors import BadInput, NotFound
from lamplight.exchange.partner import checked, from_text
from lamplight.exchange.partners import PARTNERS, Partner, partner_of
from lamplight.pipeline.exchanging import Fetched, Ways, fetch_exchange
from lamplight.store import exchanges
from lamplight.store.banks import Bank, get_bank, new_bank
from lamplight.store.exchanges import Exchange, NewExchange

commands = typer.Typer()
exchange = typer.Typer(
    no_args_is_help=True, help="Partners whose lists of known hashes fill banks."
)
commands.add_typer(exchange, name="exchange")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the bank that it fills.")]
Setting = Annotated[
    list[str] | None,
    typer.Option(
        "--setting", metavar="KEY=VALUE", help="What the partner wants to know; several times."
    ),
]
Credentials = Annotated[
    Path | None,
    typer.Option(
        help="A file of mode 600 with what the partner wants to be shown.", show_default=False
    ),
]


@exchange.command("add")
def add(
    name: Name,
    partner: Annotated[
        str, typer.Option("--from", metavar="PARTNER", help=f"{', '.join(sorted(PARTNERS))}.")
    ],
    setting: Setting = None,
    credentials: Credentials = None,
    action: Annotated[
        str, typer.Option(help="What a match in a new bank asks for: allow, review, hold.")
    ] = "review",
    db: DbOption = None,
) -> None:
    """Let a partner fill a bank, which is made where it is not there.

    Example: lamplight exchange add NCII --from stop_ncii --credentials ~/stopncii.key
    """
    meant = partner_of(partner)
    settings = checked(meant.SETTINGS, _settings(meant, setting))
    file = "" if credentials is None else str(credentials.expanduser().absolute())
    now = datetime.now(UTC)
    with database(db) as opened, opened.engine.begin() as tables:
        if not _is_there(tables, name):
            purpose, owner = f"known to {meant.TITLE}", opened.actor.name
            bank = Bank(name, purpose, owner, now, action=action, source=meant.NAME)
            new_bank(tables, opened.actor, bank)
        wanted = NewExchange(name, meant.NAME, settings, file)
        exchanges.add_exchange(tables, opened.actor, wanted, now)
    typer.echo(f"added; fetch now with: lamplight exchange fetch {name}")


@exchange.command("list")
def list_all(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    db: DbOption = None,
) -> None:
    """All exchanges, and how fetching goes.

    Example: lamplight exchange list
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        found = exchanges.list_exchanges(tables)
    if as_json:
        told = [exchanges.told(one) for one in found]
        typer.echo(orjson.dumps(told, option=orjson.OPT_UTC_Z).decode())
        return
    for one in found:
        tell(_row(one))
    if not found:
        typer.echo("no exchange yet: lamplight exchange add NAME --from …", err=True)


@exchange.command("set")
def change(
    name: Name,
    setting: Setting = None,
    credentials: Credentials = None,
    on: Annotated[bool, typer.Option("--on", help="Servers fetch it by themselves.")] = False,
    db: DbOption = None,
) -> None:
    """Change settings, each named anew or left as it is; others let the partner be read anew.

    Example: lamplight exchange set NCMEC --setting only_esp_ids=42,43
    """
    changes: dict[str, Any] = {"enabled": True} if on else {}
    if credentials is not None:
        changes["credentials_file"] = str(credentials.expanduser().absolute())
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        before = exchanges.get_exchange(tables, name)
        if setting:
            partner = partner_of(before.api)
            values = {**before.settings, **_settings(partner, setting)}
            changes["settings"] = checked(partner.SETTINGS, values)
        if not changes:
            raise BadInput("nothing to change; see lamplight exchange set --help")
        exchanges.change_exchange(tables, opened.actor, name, changes)
    typer.echo("changed")


@exchange.command("off")
def switch_off(name: Name, db: DbOption = None) -> None:
    """Let servers fetch it no more; what it gave still matches. Exchange set --on undoes it.

    Example: lamplight exchange off NCII
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        exchanges.change_exchange(tables, opened.actor, name, {"enabled": False})
    typer.echo("off")


@exchange.command("fetch")
def fetch(
    name: Name,
    anew: Annotated[
        bool, typer.Option("--anew", help="Read the partner from its beginning.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """Fetch now what a partner says, on from where the last fetch ended.

    Exit 1: some records could not be read; the others are in.

    Example: lamplight exchange fetch NCII
    """
    with database(db, make=False) as opened, ProgressLines() as progress:
        if anew:
            with opened.engine.begin() as tables:
                exchanges.restart(tables, opened.actor, name)
        done = fetch_exchange(opened.engine, opened.actor, name, Ways(os.environ), progress)
        tell_found(opened, name, progress)
    for fault in done.faults:
        tell(fault, err=True)
    typer.echo(orjson.dumps(done).decode() if as_json else _words(done))
    if done.set_aside:
        raise typer.Exit(1)


@exchange.command("remove")
def remove(
    name: Name,
    sure: Annotated[
        bool, typer.Option("--sure", help="Needed: what it alone gave is withdrawn.")
    ] = False,
    db: DbOption = None,
) -> None:
    """End an exchange: what it gave and nobody else did matches no more; the bank stays.

    Example: lamplight exchange remove NCII --sure
    """
    if not sure:
        raise BadInput("what it gave is withdrawn with it; say --sure, or switch it off instead")
    with database(db, make=False) as opened:
        withdrawn = _removed(opened, name)
    typer.echo(f"removed; {counted(withdrawn, 'entry', 'entries')} withdrawn")


def _removed(opened: Database, name: str) -> int:
    with opened.engine.begin() as tables:
        return exchanges.remove_exchange(tables, opened.actor, name, datetime.now(UTC))


def _settings(partner: Partner, said: list[str] | None) -> dict[str, Any]:
    texts = dict(one.partition("=")[::2] for one in said or ())
    return from_text(partner.SETTINGS, texts)


def _is_there(db: Connection, name: str) -> bool:
    try:
        get_bank(db, name)
    except NotFound:
        return False
    return True


def _row(one: Exchange) -> str:
    words = [one.name, f"from {one.api}", counted(one.entries, "entry", "entries")]
    if one.succeeded_at:
        words.append(f"fetched {one.succeeded_at:%Y-%m-%d %H:%M} UTC")
    if not one.enabled:
        words.append("off")
    if one.failure:
        words.append(f"failed {one.failed_at:%Y-%m-%d %H:%M} UTC: {one.failure}")
    return "  ".join(words)


def _words(done: Fetched) -> str:
    entries = ", ".join(
        f"{count:,} {field.replace('_', ' ')}"
        for field, count in asdict(done.entries).items()
        if count or field == "added"
    )
    others = f"; {done.left_out:,} of kinds that are not compared" if done.left_out else ""
    return f"{counted(done.records, 'record')}: {entries}{others}; {done.set_aside:,} set aside"
