"""lamplight simulate: a made-up world with its truth, in a folder."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from lamplight.cli._days import FORM, read_day
from lamplight.cli._progress import ProgressLines
from lamplight.pipeline.world import write_world
from lamplight.simulate.profile import PROFILES
from lamplight.simulate.world import BEGIN, World

commands = typer.Typer()


@commands.command()
def simulate(
    out: Annotated[Path, typer.Option(help="Folder to write into; made if missing.")],
    ads: Annotated[int, typer.Option(min=1, help="How many ads.")] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same world.")] = 1,
    profile: Annotated[
        str, typer.Option(help=f"What makes it hard: {', '.join(PROFILES)}.")
    ] = "hard",
    pictures: Annotated[
        int, typer.Option(min=0, help="At least so many ads get real picture files.")
    ] = 0,
    begin: Annotated[
        datetime | None,
        typer.Option(
            parser=read_day,
            metavar=FORM,
            help=f"The first day, UTC; else {BEGIN:%Y-%m-%d}.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a world in the folder.")] = False,
) -> None:
    """Make a world of ads nobody wrote, with the truth about it.

    Writes ads.jsonl, truth.csv and images/. Every number, address and picture is made up.

    Example: lamplight simulate --ads 20000 --seed 7 --pictures 1000 --out world
    """
    world = World(ads, seed, profile, pictures, begin or BEGIN)
    with ProgressLines() as watch:
        watch.start("make", ads)
        written = write_world(world, out, watch.advance, force=force)
        watch.finish()
    typer.echo(
        f"{written.ads} ads of {written.networks} networks in {out / 'ads.jsonl'}, "
        f"the truth in {out / 'truth.csv'}, {written.pictures} pictures in {out / 'images'}"
    )
