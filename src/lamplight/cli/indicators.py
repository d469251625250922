"""lamplight indicators: what the queue weighs, and on whose word."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.collect.indicators import read_indicators
from lamplight.errors import BadInput
from lamplight.settings import Settings

commands = typer.Typer()


@commands.command("indicators")
def indicators(
    folder: Annotated[
        Path | None,
        typer.Option(
            help="Check and show with your own files; else LAMPLIGHT_INDICATORS.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON array.")] = False,
) -> None:
    """Every indicator with its status, bits, interval and claim.

    Example: lamplight indicators --folder our-indicators
    """
    own = Settings.read(os.environ).indicators
    if folder is not None and folder.is_dir() and not any(folder.glob("*.toml")):
        raise BadInput(f"{folder} holds no indicator files (*.toml)")
    found = read_indicators(folder or (Path(own) if own else None))
    if as_json:
        typer.echo(orjson.dumps([asdict(one) for one in found]).decode())
        return
    for one in found:
        low, high = one.interval
        typer.echo(
            f"{one.name:<24} {one.status:<15} {one.bits:>5} ({low} … {high}) bits  {one.claim}"
        )
