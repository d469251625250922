"""lamplight export: what was found, in files for other programs."""

import csv
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated, TextIO

import typer

from lamplight.cli._database import DbOption, database
from lamplight.store.ads import count_ads
from lamplight.store.clusters import count_members, export_rows
from lamplight.store.files import new_text_file
from lamplight.store.outputs import need_apart

commands = typer.Typer()
export = typer.Typer(no_args_is_help=True, help="Write what was found to a file.")
commands.add_typer(export, name="export")

HEADER = ("ad_id", "source", "provider_id", "network_id")


@export.command()
def clusters(
    out: Annotated[Path, typer.Option(metavar="FILE.csv", help="- for standard output.")],
    db: DbOption = None,
) -> None:
    """Provider and network of every ad, a row for each, by source and id.

    Example: lamplight export clusters --out clusters.csv
    """
    with database(db, make=False) as opened, opened.engine.begin() as connection:
        need_apart(opened.engine, out)
        with closing(export_rows(connection, opened.actor)) as rows:
            if str(out) == "-":
                _write(sys.stdout, rows)
            else:
                with new_text_file(out) as file:
                    _write(file, rows)
        left_out = count_ads(connection) - count_members(connection)
    if left_out:
        typer.echo(f"{left_out:,} ads are not linked yet; lamplight run links them", err=True)


def _write(file: TextIO, rows: Iterable[tuple[str, ...]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
