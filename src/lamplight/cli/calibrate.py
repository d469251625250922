"""lamplight calibrate: from people's verdicts to a chance for each score."""

from dataclasses import asdict
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.errors import BadInput
from lamplight.rank.calibrate import (
    AT_LEAST,
    ENOUGH_TO_SAY,
    FOLDS,
    calibration_error,
    fit,
    held_out,
)
from lamplight.store.fits import CALIBRATION, save_fit
from lamplight.store.verdicts import load_verdicts

commands = typer.Typer()


@commands.command("calibrate")
def calibrate(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    db: DbOption = None,
) -> None:
    """Fit how often a score was right, on leads that were confirmed or dismissed.

    From the next run on leads carry a probability. No reason and no bit is changed.

    Example: lamplight calibrate
    """
    with database(db) as opened, opened.engine.begin() as tables:
        verdicts = load_verdicts(tables)
        scores, confirmed = [one.score for one in verdicts], [one.confirmed for one in verdicts]
        fitted = fit(scores, confirmed)
        if fitted is None:
            yes = sum(confirmed)
            raise BadInput(
                f"{yes} confirmed and {len(confirmed) - yes} dismissed leads with enough evidence; "
                f"want {AT_LEAST} of each, and scores that are higher where leads were confirmed"
            )
        save_fit(tables, opened.actor, CALIBRATION, asdict(fitted))
    apart = held_out(scores, confirmed)
    error = None if apart is None else calibration_error(apart, confirmed)[0]
    if as_json:
        typer.echo(orjson.dumps(asdict(fitted) | {"ece": error, "folds": FOLDS}).decode())
        return
    typer.echo(
        f"fitted on {fitted.confirmed} confirmed and {fitted.dismissed} dismissed leads; "
        + _told(error)
    )
    typer.echo("leads carry a probability from the next run on: lamplight run", err=True)


def _told(error: float | None) -> str:
    if error is None:
        return f"too few to say how well it holds; want {ENOUGH_TO_SAY} leads"
    return (
        f"calibration error {error:.3f} on leads held out in turn ({FOLDS}-fold cross-validation)"
    )
