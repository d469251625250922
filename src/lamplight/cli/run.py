"""lamplight run: from files of ads to a ranked queue."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import Database, DbOption, database
from lamplight.cli._progress import ProgressLines
from lamplight.cli._telling import tell
from lamplight.collect.files import named_files, passed_over
from lamplight.collect.inspect import check_mapping
from lamplight.collect.mapping import parse_mapping
from lamplight.counted import counted
from lamplight.errors import BadInput
from lamplight.pipeline.find import Request, run
from lamplight.pipeline.ingest import STDIN
from lamplight.pipeline.progress import Unwatched
from lamplight.pipeline.publishing import Summary
from lamplight.pipeline.reporting import write_report
from lamplight.store.outputs import need_apart

commands = typer.Typer()


@commands.command("run")
def run_command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE…]",
            help="Files or folders of ads; - for standard input. None: link and rank again "
            "what is stored, for instance after decisions.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Read a field from another column, e.g. --map body=text. May be repeated.",
            show_default=False,
        ),
    ] = None,
    set_aside: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Where records that can't be read are written; else beside the database.",
            show_default=False,
        ),
    ] = "",
    refit: Annotated[
        bool, typer.Option("--refit", help="Fit the weights of links anew on what is stored.")
    ] = False,
    report: Annotated[
        str,
        typer.Option(
            metavar="FILE.html",
            help="Write a report: what was read, sizes, values split, warnings.",
            show_default=False,
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
    db: DbOption = None,
) -> None:
    """From files of ads to a ranked, explained queue.

    Reading a file twice changes nothing. A run that was stopped, in whatever way, goes on where it
    was when the same command is given again. Exit 1: done, and some records were set aside, or some
    pictures could not be read.

    Example: lamplight run ads.jsonl --map body=text
    """
    if report and not Path(report).absolute().parent.is_dir():
        raise BadInput(f"{report} can't be written: its folder is not there")
    with database(db) as opened:
        paths = _paths(files or [])
        for out in filter(None, (set_aside, report)):
            need_apart(opened.engine, Path(out), [Path(it) for it in paths if it != STDIN])
        if others := passed_over(list(map(Path, files or []))):
            tell(others, err=True)
        summary = _run(opened, paths, mapping or [], set_aside, refit=refit, quiet=quiet)
        if report:
            write_report(opened.engine, opened.actor, summary["run"], Path(report))
    typer.echo(orjson.dumps(summary).decode() if as_json else in_words(summary))
    sys.exit(1 if summary["ads"]["set_aside"] or summary["pictures"]["new_faults"] else 0)


def _run(
    opened: Database,
    paths: list[str],
    mapping: list[str],
    set_aside: str,
    *,
    refit: bool,
    quiet: bool,
) -> Summary:
    request = Request(
        files=tuple(paths),
        mapping=parse_mapping(mapping),
        region=opened.settings.region,
        indicators=opened.settings.indicators,
        refit=refit,
        set_aside=set_aside and str(Path(set_aside).absolute()),
    )
    check_mapping([Path(name) for name in request.files if name != STDIN], request.mapping)
    if quiet:
        return run(opened.engine, request, opened.actor, Unwatched())
    with ProgressLines() as progress:
        return run(opened.engine, request, opened.actor, progress)


def _paths(files: list[str]) -> list[str]:
    """The files that names mean, in order: folders opened, - left for standard input."""
    paths = named_files(list(map(Path, files)))
    found = (STDIN if path is None else str(path.absolute()) for path in paths)
    return list(dict.fromkeys(found))


def in_words(summary: Summary) -> str:
    """A summary as a person reads it."""
    ads = summary["ads"]
    lines = [
        f"{counted(ads['read'], 'ad')} read: {ads['new']:,} new, {ads['same']:,} known already"
        + (f", {ads['forgotten']:,} left out since they were forgotten" if ads["forgotten"] else "")
        + (f", {counted(ads['set_aside'], 'record')} set aside" if ads["set_aside"] else ""),
        *_changed(ads["versions"]),
        *_lost(ads["with_unread_fields"], summary["run"]),
        f"{counted(ads['stored'], 'ad')} stored, with {counted(summary['signals'], 'signal')}: "
        f"{counted(summary['providers'], 'provider')} in "
        f"{counted(summary['networks'], 'network')}",
        f"{counted(summary['leads'], 'lead')}, in {summary['seconds']:,.1f} s",
    ]
    if unread := summary["pictures"]["faults"]:
        told = f"lamplight runs {summary['run']} names {'it' if unread == 1 else 'them'}"
        lines.append(f"{counted(unread, 'picture')} could not be read; {told}")
    step = "queue" if ads["stored"] else "inspect FILE, which says how a file would be read"
    lines.append(f"next: lamplight {step}")
    return "\n".join(lines)


def _changed(versions: int) -> Iterator[str]:
    if versions:
        yield f"{versions:,} of the new are other versions of known ads"


def _lost(ads: int, run: int) -> Iterator[str]:
    if ads:
        said = f"lamplight runs {run} says what and why"
        yield f"{counted(ads, 'new ad')} lost something that could not be read; {said}"
