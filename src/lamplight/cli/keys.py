"""lamplight keys: which programs may ask what is known, how often, and what counts meanwhile."""

from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.store import api_keys
from lamplight.store.api_keys import ApiKey, NewKey

commands = typer.Typer()
keys = typer.Typer(no_args_is_help=True, help="Keys of programs that ask lamplight shield.")
commands.add_typer(keys, name="keys")

Name = Annotated[str, typer.Argument(help="Of the program, as the audit log shows it.")]


@keys.command("new")
def new(
    name: Name,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="match, banks:read, banks:write, metrics; several times for more.",
            show_default="match",
        ),
    ] = None,
    rate: Annotated[
        int | None,
        typer.Option(help="Looks a minute; each hash is one.", show_default="as many as it likes"),
    ] = None,
    fail: Annotated[
        str,
        typer.Option(help="While nothing answers, uploads pass (open) or are held (closed)."),
    ] = "closed",
    db: DbOption = None,
) -> None:
    """Make a key and show it, once: only its hash is kept.

    Example: lamplight keys new uploads --rate 60000 --fail open
    """
    wanted = NewKey(name, tuple(dict.fromkeys(scope or ["match"])), rate, fail)
    with database(db) as opened, opened.engine.begin() as tables:
        key = api_keys.make_key(tables, opened.actor, wanted, datetime.now(UTC))
    typer.echo("give this to the program; it can't be shown again:", err=True)
    typer.echo(key)


@keys.command("list")
def list_all(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    db: DbOption = None,
) -> None:
    """All keys, those that were revoked too.

    Example: lamplight keys list
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        found = api_keys.list_keys(tables, opened.actor)
    if as_json:
        typer.echo(orjson.dumps(found).decode())
        return
    for one in found:
        typer.echo(_row(one))
    if not found:
        typer.echo("no key yet: lamplight keys new NAME", err=True)


@keys.command("revoke")
def revoke(name: Name, db: DbOption = None) -> None:
    """End a key; servers refuse it within a second or two.

    Example: lamplight keys revoke uploads
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        api_keys.revoke_key(tables, opened.actor, name, datetime.now(UTC))
    typer.echo("revoked")


def _row(one: ApiKey) -> str:
    rate = "any rate" if one.per_minute is None else f"{one.per_minute:,} a minute"
    words = f"{one.name}  {', '.join(one.scopes)}  {rate}  fails {one.fail}"
    made = f"made {one.at:%Y-%m-%d} by {one.actor}"
    ended = f", revoked {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
    return f"{words}  {made}{ended}"
