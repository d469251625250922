"""lamplight hash: pictures to hashes by which they can be found again."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby, tee
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lamplight.decode.find import find_pictures
from lamplight.errors import BadPicture
from lamplight.media.upload import UploadHashes, Variant
from lamplight.model import PictureHashes
from lamplight.pipeline.pictures import hash_files
from lamplight.pipeline.uploads import hash_uploads

commands = typer.Typer()

Outcome = PictureHashes | UploadHashes | BadPicture


@commands.command()
def hash(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="Pictures, folders of pictures, or - for paths on standard input, one a line.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    variants: Annotated[
        bool,
        typer.Option(
            "--variants", help="Also of moving pictures and videos, every frame in every variant."
        ),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="Processes that decode; one for each processor."),
    ] = None,
) -> None:
    """Hash pictures: PDQ with its quality and eight turns, SHA-256, SHA-1, MD5.

    Exit code 1: some could not be hashed; each says why.

    Example: lamplight hash pictures/ --json > hashes.jsonl
    """
    hash_all = hash_uploads if variants else hash_files
    named, hashed = tee(find_pictures(_given(paths)))
    bad = 0
    if not as_json:
        typer.echo(f"quality  {'PDQ':<64}  path")
    with _counter() as count:
        for path, outcome in zip(named, hash_all(hashed, workers), strict=True):
            for line in [_json(path, outcome)] if as_json else _rows(path, outcome):
                typer.echo(line)
            bad += isinstance(outcome, BadPicture)
            count()
    if bad:
        videos = "" if variants else "; videos take --variants"
        typer.echo(f"{bad} could not be hashed{videos}", err=True)
        raise typer.Exit(1)


def _given(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path == Path("-"):
            yield from (Path(line.rstrip("\n")) for line in sys.stdin if line.strip())
        else:
            yield path


def _json(path: Path, outcome: Outcome) -> str:
    found = {"error": str(outcome)} if isinstance(outcome, BadPicture) else _fields(outcome)
    return json.dumps({"path": str(path), **found})


def _fields(found: PictureHashes | UploadHashes) -> dict[str, object]:
    if isinstance(found, PictureHashes):
        return asdict(found)
    frames = [
        {"at_s": found.frames_s[frame], "variants": [_shown(variant) for variant in variants]}
        for frame, variants in groupby(found.variants, key=lambda variant: variant.frame)
    ]
    digests = {"sha256": found.sha256, "sha1": found.sha1, "md5": found.md5}
    return {**digests, "kind": found.kind, "frames": frames, "unread": found.unread}


def _shown(variant: Variant) -> dict[str, object]:
    return {"name": variant.name, "pdq": variant.pdq, "quality": variant.quality}


def _rows(path: Path, outcome: Outcome) -> Iterator[str]:
    name = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))
    if isinstance(outcome, BadPicture):
        yield f"{'-':>7}  {outcome}  {name}"
    elif isinstance(outcome, PictureHashes):
        yield f"{outcome.quality:>7}  {outcome.pdq}  {name}"
    else:
        for variant in outcome.variants:
            what = f"{variant.name}, at {outcome.frames_s[variant.frame]:g} s"
            yield f"{variant.quality:>7}  {variant.pdq}  {name}  ({what})"


@contextmanager
def _counter() -> Iterator[Callable[[], None]]:
    """Counts on stderr, where a person watches it and the rows go elsewhere."""
    hidden = sys.stdout.isatty() or not sys.stderr.isatty()
    columns = SpinnerColumn(), TextColumn("{task.completed} pictures"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), disable=hidden) as progress:
        task = progress.add_task("hash", total=None)
        yield lambda: progress.advance(task)
