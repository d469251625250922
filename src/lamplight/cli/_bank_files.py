"""lamplight bank import and export: files of known hashes."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.bank.known import known_kind
from lamplight.cli._bank_entries import Region, Type, asked
from lamplight.cli._bank_found import Name, tell_found
from lamplight.cli._database import DbOption, database
from lamplight.cli._progress import ProgressLines
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.pipeline.bank_files import (
    FileIn,
    FileOut,
    Imported,
    export_bank,
    import_file,
)
from lamplight.store.outputs import need_apart

FORMATS = "csv, list, threatexchange, vics-1.3, vics-2.0"


def import_(
    name: Name,
    file: Annotated[Path, typer.Argument(help="Plain, .gz or .zst; - for standard input.")],
    kind: Annotated[
        str | None,
        typer.Option(
            "--format", help=f"{FORMATS}; else as its first lines show.", show_default=False
        ),
    ] = None,
    hash_type: Type = None,
    region: Region = None,
    source: Annotated[
        str,
        typer.Option(help="Who gave it, where no line says; else the bank's.", show_default=False),
    ] = "",
    restore: Annotated[
        bool, typer.Option("--restore", help="Put back what was withdrawn here.")
    ] = False,
    set_aside: Annotated[
        Path | None,
        typer.Option(help="Write what can't be read to this file.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """Take a file of known hashes into a bank; the same file again changes nothing.

    Exit 1: some records could not be read; the others are in.

    Example: lamplight bank import known hashes.csv
    """
    with database(db, make=False) as opened, ProgressLines() as progress:
        meant = asked(hash_type, region or opened.settings.region or None)
        path = None if str(file) == "-" else file
        if set_aside is not None:
            need_apart(opened.engine, set_aside, [path] if path else [])
        wanted = FileIn(name, path, kind, meant, source, restore, set_aside)
        done = import_file(opened.engine, opened.actor, wanted, datetime.now(UTC), progress)
        tell_found(opened, name, progress)
    for fault in done.faults:
        tell(f"{file}:{fault.line}: {fault.reason}", err=True)
    if done.set_aside > len(done.faults):
        typer.echo(f"and {done.set_aside - len(done.faults):,} more", err=True)
    typer.echo(_json(done) if as_json else _words(done))
    if done.set_aside:
        raise typer.Exit(1)


def export(
    name: Name,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    kind: Annotated[str, typer.Option("--format", help=FORMATS)] = "csv",
    hash_type: Annotated[
        str | None,
        typer.Option("--type", help="One kind alone, such as pdq.", show_default=False),
    ] = None,
    db: DbOption = None,
) -> None:
    """Write the active entries of a bank that may be shared.

    Example: lamplight bank export known --out known.csv
    """
    wanted = FileOut(name, out, kind, hash_type and (known_kind(hash_type) or hash_type))
    with database(db, make=False) as opened:
        need_apart(opened.engine, out)
        done = export_bank(opened.engine, opened.actor, wanted, datetime.now(UTC))
    typer.echo(f"{done.entries:,} entries written")
    if done.left_out:
        others = "other kinds" if hash_type else f"kinds that {kind} can't hold"
        typer.echo(f"{done.left_out:,} are of {others}", err=True)


def _json(done: Imported) -> str:
    told = asdict(done)
    told["faults"] = [{"line": it.line, "reason": it.reason} for it in done.faults]
    return orjson.dumps(told).decode()


def _words(done: Imported) -> str:
    entries = ", ".join(
        f"{count:,} {field.replace('_', ' ')}"
        for field, count in asdict(done.entries).items()
        if count or field == "added"
    )
    read = f"{counted(done.records, 'record')} of {done.format}"
    return f"{read}: {entries}; {done.set_aside:,} set aside"


COMMANDS = {"import": import_, "export": export}
