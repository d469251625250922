"""lamplight bank: lists of known pictures, videos and values, and how each counts."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
import typer

from lamplight.bank.known import name_of, short
from lamplight.cli import _bank_entries, _bank_files, _bank_found
from lamplight.cli._bank_found import Name, tell_found
from lamplight.cli._database import DbOption, database
from lamplight.errors import BadInput
from lamplight.match.hamming import MATCH_BITS
from lamplight.pipeline.known import tidy as let_age
from lamplight.store import banks
from lamplight.store.bank_entries import (
    Wanted,
    count_entries,
    get_entry,
    list_entries,
    opinions_of,
)
from lamplight.store.bank_matches import matches_of
from lamplight.store.banks import Bank, BankEntry

commands = typer.Typer()
bank = typer.Typer(
    no_args_is_help=True,
    help="Banks: lists of known pictures, videos and values, and how each counts.",
)
commands.add_typer(bank, name="bank")
for _module in (_bank_files, _bank_entries, _bank_found):
    for _name, _command in _module.COMMANDS.items():
        bank.command(_name)(_command)

FLOOD_MATCHES = 1_000
_NOT_SAID = {"show_default": False}

Purpose = Annotated[str | None, typer.Option(help="What it is for.", **_NOT_SAID)]
Owner = Annotated[str | None, typer.Option(help="Who answers for it.", **_NOT_SAID)]
Sign = Annotated[
    str | None,
    typer.Option(help="positive, or negative: what is known to match falsely.", **_NOT_SAID),
]
Radius = Annotated[
    int | None,
    typer.Option(help=f"Bits within which pictures match, 0 to {MATCH_BITS}.", **_NOT_SAID),
]
Action = Annotated[
    str | None, typer.Option(help="What a match asks for: allow, review, hold.", **_NOT_SAID)
]
Source = Annotated[str | None, typer.Option(help="Where its entries come from.", **_NOT_SAID)]
Retention = Annotated[
    int | None,
    typer.Option(help="Days after which what was withdrawn is removed; 0: never.", **_NOT_SAID),
]
Withhold = Annotated[
    bool | None,
    typer.Option(
        "--withhold/--no-withhold", help="Show no picture of an ad that matches.", **_NOT_SAID
    ),
]
Share = Annotated[
    bool | None,
    typer.Option("--share/--no-share", help="Its entries may be given to others.", **_NOT_SAID),
]
Flood = Annotated[
    int | None,
    typer.Option(help="Hold an entry with more matches in a day; 0: none.", **_NOT_SAID),
]
Enabled = Annotated[
    bool | None, typer.Option("--enable/--disable", help="Whether it counts.", **_NOT_SAID)
]


@bank.command("new")
def new(
    name: Name,
    purpose: Annotated[str, typer.Option(help="What it is for; shown with every match.")],
    owner: Annotated[str, typer.Option(help="Who answers for it.")],
    sign: Sign = "positive",
    radius: Radius = MATCH_BITS,
    action: Action = "review",
    source: Source = "",
    retention_days: Retention = 0,
    withhold: Withhold = False,
    share: Share = False,
    flood_matches: Flood = FLOOD_MATCHES,
    db: DbOption = None,
) -> None:
    """Make a bank.

    Example: lamplight bank new known --purpose "known abuse" --owner "desk 3" --action hold
    """
    made = Bank(
        name=name,
        purpose=purpose,
        owner=owner,
        at=datetime.now(UTC),
        **_said(locals()),
    )
    with database(db) as opened, opened.engine.begin() as tables:
        banks.new_bank(tables, opened.actor, made)
    typer.echo(f"made; fill it with: lamplight bank import {name} FILE, or bank add {name} VALUE…")


@bank.command("change")
def change(
    name: Name,
    purpose: Purpose = None,
    owner: Owner = None,
    sign: Sign = None,
    radius: Radius = None,
    action: Action = None,
    source: Source = None,
    retention_days: Retention = None,
    withhold: Withhold = None,
    share: Share = None,
    flood_matches: Flood = None,
    enabled: Enabled = None,
    db: DbOption = None,
) -> None:
    """Change how a bank counts; what is not said stays.

    Example: lamplight bank change known --radius 24 --withhold
    """
    changes = _said(locals()) | {
        field: value for field, value in (("purpose", purpose), ("owner", owner)) if value
    }
    if not changes:
        raise BadInput("nothing to change; see lamplight bank change --help")
    with database(db, make=False) as opened:
        with opened.engine.begin() as tables:
            changed = replace(banks.get_bank(tables, name), **changes)
            banks.change_bank(tables, opened.actor, changed, datetime.now(UTC))
        typer.echo("changed")
        tell_found(opened, name)


@bank.command("list")
def list_all(
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    db: DbOption = None,
) -> None:
    """All banks, watch lists among them.

    Example: lamplight bank list
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        found = banks.list_banks(tables, opened.actor)
    if as_json:
        typer.echo(orjson.dumps(found).decode())
        return
    for one in found:
        typer.echo(f"{one.name}  {one.entries:,} entries  {_counts(one)}  for {one.purpose}")
    if not found:
        typer.echo("no bank yet: lamplight bank new NAME --purpose … --owner …", err=True)


@bank.command("show")
def show(
    name: Name,
    entry: Annotated[
        int | None, typer.Option(help="One entry with its opinions.", show_default=False)
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            help="Only those active, quarantined, expired or withdrawn.", show_default=False
        ),
    ] = None,
    after: Annotated[int, typer.Option(help="Go on after this entry's number.")] = 0,
    top: Annotated[int, typer.Option(help="How many to show.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """How a bank counts and what is in it; hashes are shortened.

    Example: lamplight bank show known --state quarantined
    """
    now = datetime.now(UTC)
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        if entry is not None:
            one = get_entry(tables, opened.actor, name, entry, now)
            told: dict[str, Any] = {
                "entry": _hidden(one),
                "matches_today": matches_of(tables, entry, now),
                "opinions": [asdict(it) for it in opinions_of(tables, entry)],
            }
        else:
            entries = list_entries(tables, opened.actor, name, Wanted(state, after, top), now)
            told = {
                "bank": asdict(banks.get_bank(tables, name)),
                "states": count_entries(tables, name, now),
                "entries": [_hidden(it) for it in entries],
            }
    typer.echo(orjson.dumps(told).decode() if as_json else _in_words(told))


@bank.command("remove")
def remove(
    name: Name,
    sure: Annotated[bool, typer.Option("--sure", help="Needed: nothing of it is kept.")] = False,
    db: DbOption = None,
) -> None:
    """Remove a bank with all that is in it.

    Example: lamplight bank remove known --sure
    """
    if not sure:
        raise BadInput("a removed bank can't be brought back; say --sure, or disable it instead")
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        banks.remove_bank(tables, opened.actor, name)
    typer.echo("removed")


@bank.command("tidy")
def tidy(db: DbOption = None) -> None:
    """Withdraw what has expired, and remove what was withdrawn long enough ago.

    Example: lamplight bank tidy
    """
    with database(db, make=False) as opened:
        ended, gone = let_age(opened.engine, opened.actor, datetime.now(UTC))
    typer.echo(f"{ended:,} expired, {gone:,} removed")


def _said(words: dict[str, Any]) -> dict[str, Any]:
    """What was said of how a bank counts, by the fields of a Bank; 0 where none is meant."""
    names = {"radius": "radius_bits", "withhold": "withheld"}
    fields = ("sign", "radius", "action", "source", "share", "enabled", "withhold")
    said = {names.get(one, one): words[one] for one in fields if words.get(one) is not None}
    for one in ("retention_days", "flood_matches"):
        if words[one] is not None:
            said[one] = words[one] or None
    return said


def _hidden(entry: BankEntry) -> dict[str, Any]:
    return asdict(replace(entry, value=short(entry.kind, entry.value)))


def _counts(one: Bank) -> str:
    """How a bank counts, in a few words."""
    words = [one.sign if one.sign == "negative" else f"asks to {one.action}"]
    words += [word for word in ("withheld", "share") if getattr(one, word)]
    return ", ".join(words if one.enabled else [*words, "disabled"])


def _in_words(told: dict[str, Any]) -> str:
    if "entry" in told:
        lines = [_row(told["entry"]), f"{told['matches_today']:,} matches in the last day"]
        return "\n".join(lines + [f"{it['source']}: {it['opinion']}  {it['note']}".rstrip()
                                  for it in told["opinions"]])  # fmt: skip
    one = Bank(**told["bank"])
    states = ", ".join(f"{count:,} {state}" for state, count in told["states"].items())
    head = [
        f"{one.name}: {one.purpose}, {one.owner}",
        f"{_counts(one)}, within {one.radius_bits} bits; {states}",
    ]
    return "\n".join(head + [_row(it) for it in told["entries"]])


def _row(entry: dict[str, Any]) -> str:
    said = [entry["source"], *entry["labels"], entry["note"]]
    state = "" if entry["state"] == "active" else f"  {entry['state']}"
    words = "; ".join(word for word in said if word)
    what = f"{name_of(entry['kind']):<7} {entry['value']}"
    return f"{entry['number']:>8}  {what}{state}  {words}".rstrip()
