"""lamplight watch: lists of phones, addresses, handles and pictures that somebody looks for."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.bank.known import short
from lamplight.bank.lines import Line, read_lines
from lamplight.bank.match import LEAST_QUALITY
from lamplight.bank.value import listed_value
from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.collect.places import read_places
from lamplight.errors import BadInput, BadPicture, LamplightError
from lamplight.model import PictureHashes
from lamplight.pipeline.pictures import hash_files
from lamplight.search.known_pictures import match_pictures
from lamplight.store.banks import (
    Bank,
    BankEntry,
    NewEntry,
    add_entries,
    list_banks,
    list_entries,
    new_bank,
    remove_bank,
    remove_entry,
)

commands = typer.Typer()
watch = typer.Typer(
    no_args_is_help=True,
    help="Watch lists: what somebody looks for; hits are reasons in the queue.",
)
commands.add_typer(watch, name="watch")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the watch list.")]
Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        help="Country that phones without a plus are of, such as US; else LAMPLIGHT_REGION.",
        show_default=False,
    ),
]


@watch.command("new")
def new(
    name: Name,
    purpose: Annotated[str, typer.Option(help="What it is for; shown with every hit.")],
    owner: Annotated[str, typer.Option(help="Who answers for it.")],
    db: DbOption = None,
) -> None:
    """Make a list.

    Example: lamplight watch new missing --purpose "missing persons, county 7" --owner "desk 3"
    """
    with database(db) as opened, opened.engine.begin() as tables:
        new_bank(tables, opened.actor, Bank(name, purpose, owner, datetime.now(UTC), 0))
    typer.echo(f"made; fill it with: lamplight watch add {name} VALUE…")


@watch.command("add")
def add(
    name: Name,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VALUE…]", help="In any writing, or KIND:VALUE."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="One value a line, or CSV with columns kind, value, note.",
        ),
    ] = None,
    picture: Annotated[
        list[Path] | None, typer.Option(help="A picture; only its hashes are kept. Repeatable.")
    ] = None,
    note: Annotated[str, typer.Option(help="Kept beside each value.")] = "",
    region: Region = None,
    db: DbOption = None,
) -> None:
    """Put values or pictures on a list.

    Exit 1: some could not be read; each says why, the others are on the list.

    Example: lamplight watch add missing "+1 (213) 555-0123" @rose_vip --picture photo.jpg
    """
    with database(db) as opened:
        entries, faults = _entries(
            [*_given(values or [], note), *_in_file(file, note)],
            region or opened.settings.region or None,
        )
        hashed, bad = _pictures(picture or [], note)
        entries += hashed
        if not entries and not (faults or bad):
            raise BadInput("nothing to add; name values, --file or --picture")
        with opened.engine.begin() as tables:
            added = add_entries(tables, opened.actor, name, entries, datetime.now(UTC))
        match_pictures(opened.engine, datetime.now(UTC))
    typer.echo(f"{added} added, {len(entries) - added} known already")
    for fault in faults + bad:
        tell(fault, err=True)
    if faults or bad:
        raise typer.Exit(1)


@watch.command("list")
def show(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
    db: DbOption = None,
) -> None:
    """All lists, or what is on one.

    Example: lamplight watch list missing
    """
    with database(db) as opened, opened.engine.begin() as tables:
        if name is None:
            found: Sequence[Bank | BankEntry] = list_banks(tables, opened.actor)
        else:
            found = list_entries(tables, opened.actor, name)
    if as_json:
        typer.echo(orjson.dumps([asdict(one) for one in found]).decode())
        return
    for one in found:
        tell(_row(one))
    if not found:
        typer.echo(_empty(name), err=True)


@watch.command("remove")
def remove(
    name: Name,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE…]", help="In any writing, or KIND:VALUE.")
    ] = None,
    whole: Annotated[bool, typer.Option("--whole-list", help="The list itself.")] = False,
    region: Region = None,
    db: DbOption = None,
) -> None:
    """Take values off a list, or a whole list away.

    Example: lamplight watch remove missing "+1 (213) 555-0123"
    """
    if whole == bool(values):
        raise BadInput("name the values to remove, or --whole-list")
    with database(db) as opened, opened.engine.begin() as tables:
        for value in values or ():
            where = region or opened.settings.region or None
            kind, normal = listed_value(value, None, where, read_places())
            remove_entry(tables, opened.actor, name, kind, normal)
        if whole:
            remove_bank(tables, opened.actor, name)
    typer.echo("removed")


def _given(values: Sequence[str], note: str) -> list[tuple[str, Line]]:
    return [("", Line(number, value, note=note)) for number, value in enumerate(values, 1)]


def _in_file(file: Path | None, note: str) -> Iterator[tuple[str, Line]]:
    if file is None:
        return
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for line in read_lines(lines):
                yield f"{file}:{line.number}: ", line._replace(note=line.note or note)
    except UnicodeDecodeError:
        raise BadInput(f"{file} is not UTF-8 text") from None


def _entries(
    lines: Sequence[tuple[str, Line]], region: str | None
) -> tuple[list[NewEntry], list[str]]:
    """What could be read, and a line for each that could not."""
    entries, faults = [], []
    for where, line in lines:
        try:
            kind, value = listed_value(line.value, line.kind, region, read_places())
        except LamplightError as error:
            faults.append(f"{where}{error}")
        else:
            entries.append(NewEntry(kind, value, line.note))
    return entries, faults


def _pictures(paths: Sequence[Path], note: str) -> tuple[list[NewEntry], list[str]]:
    entries, faults = [], []
    for path, outcome in zip(paths, hash_files(paths), strict=True):
        if fault := _fault(outcome):
            faults.append(f"{path}: {fault}")
        elif isinstance(outcome, PictureHashes):
            entries.append(NewEntry("picture", outcome.pdq, note, outcome.dihedral))
    return entries, faults


def _fault(outcome: PictureHashes | BadPicture) -> str:
    if isinstance(outcome, BadPicture):
        return str(outcome)
    if outcome.quality < LEAST_QUALITY:
        return f"quality is {outcome.quality}, want {LEAST_QUALITY}: it would match too much"
    return ""


def _row(one: Bank | BankEntry) -> str:
    if isinstance(one, Bank):
        return f"{one.name}  {one.entries} values  for {one.purpose}, {one.owner}"
    return f"{one.kind:<8}  {short(one.kind, one.value)}  {one.note}".rstrip()


def _empty(name: str | None) -> str:
    if name is None:
        return "no watch list yet: lamplight watch new NAME --purpose … --owner …"
    return f"nothing on it yet: lamplight watch add {name} VALUE…"
