"""lamplight runs: what ran, how it went, and what was set aside."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.model import UnreadPicture
from lamplight.pipeline.set_aside import set_aside_path
from lamplight.store.pictures import unread_pictures_of
from lamplight.store.run_facts import unread_fields
from lamplight.store.runs import Run, as_they_are, files_of, get_run, list_runs, set_aside_of

commands = typer.Typer()

SHOWN_PICTURES = 100
SHOWN_UNREAD = 20


@commands.command()
def runs(
    number: Annotated[
        int | None,
        typer.Argument(help="Show this run, and what could not be read.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of words.")] = False,
    db: DbOption = None,
) -> None:
    """The runs, newest first; or one of them with its files and what could not be read.

    Example: lamplight runs 3
    """
    with database(db, make=False) as opened, opened.engine.begin() as connection:
        if number is None:
            found = as_they_are(opened.engine, list_runs(connection, opened.actor))
            typer.echo(orjson.dumps(found) if as_json else "\n".join(_rows(found)))
            return
        (run,) = as_they_are(opened.engine, [get_run(connection, opened.actor, number)])
        files = files_of(connection, number)
        aside = set_aside_of(connection, opened.actor, number)
        pictures = unread_pictures_of(connection, opened.actor, number)
        unread = unread_fields(connection, number, SHOWN_UNREAD)
    if as_json:
        told = {
            "files": files,
            "set_aside": aside,
            "unread": unread,
            "unread_pictures": pictures,
        }
        typer.echo(orjson.dumps({**asdict(run), **told}))
        return
    typer.echo("\n".join(_rows([run])))
    for file in files:
        counts = f"{counted(file.records, 'record')}, {file.new:,} new, {file.same:,} known"
        tell(f"  {file.path}: {counts}")
    if aside and (path := _path(opened, run)).exists():
        tell(f"  set-aside records: {path}")
    for record in aside:
        tell(f"  set aside: {record.file} line {record.line}: {record.reason}")
    for sentence, count in unread.items():
        tell(f"  {counted(count, 'ad')} lost something: {sentence}")
    for line in _pictures(pictures):
        tell(f"  {line}")


def _pictures(unread: list[UnreadPicture]) -> Iterator[str]:
    for it in unread[:SHOWN_PICTURES]:
        others = f" and {counted(it.ads - 1, 'more ad')}" if it.ads > 1 else ""
        name = it.file or "picture"
        yield f"not read: {name} of ad {it.source}/{it.ad_id}{others}: {it.reason}"
    if len(unread) > SHOWN_PICTURES:
        yield f"and {counted(len(unread) - SHOWN_PICTURES, 'more picture')}; --json names them all"


def _path(opened: Database, run: Run) -> Path:
    return set_aside_path(opened.engine, str(run.arguments.get("set_aside", "")), run.number)


def _rows(found: list[Run]) -> Iterator[str]:
    if not found:
        yield "nothing has run yet; begin with: lamplight run FILE"
    for run in found:
        began = f"{run.started_at:%Y-%m-%d %H:%M}"
        yield f"{run.number:>4}  {began}  {run.state:<11}  {_told(run)}  by {run.actor}"


def _told(run: Run) -> str:
    if run.summary is None or "ads" not in run.summary:
        return f"in stage {run.stage}"
    ads = run.summary["ads"]
    changed = f", {ads['versions']:,} changed" if ads["versions"] else ""
    aside = f", {ads['set_aside']:,} set aside" if ads["set_aside"] else ""
    networks = counted(run.summary["networks"], "network")
    new = counted(ads["new"] - ads["versions"], "new ad")
    return f"{new}{changed}, {networks}{aside}, {run.summary['seconds']:,.0f} s"
