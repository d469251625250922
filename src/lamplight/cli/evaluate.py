"""lamplight evaluate: errors of links and ranks against a truth."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.pipeline.evaluate import evaluate_store
from lamplight.simulate.evaluate import ClusterQuality, Evaluation

commands = typer.Typer()

STRANGE_SHARE = 0.05
"""Of all ads; where more are known to one side alone, a line says so."""


@commands.command()
def evaluate(
    truth: Annotated[
        Path,
        typer.Option(
            help="CSV, plain or .gz, with columns ad_id, source, provider, network, label."
        ),
    ],
    db: DbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Compare the newest run with a truth: links, queue, calibration.

    Ads that only one side knows are counted and left out.

    Example: lamplight evaluate --truth world/truth.csv
    """
    with database(db) as found:
        measured = evaluate_store(found.engine, truth, found.actor)
    if warning := _warning(measured):
        typer.echo(warning, err=True)
    typer.echo(orjson.dumps(asdict(measured)).decode() if as_json else _table(measured))


def _warning(measured: Evaluation) -> str:
    """A sentence where the truth seems to be of another world."""
    apart = measured.missing + measured.extra
    if apart <= STRANGE_SHARE * (measured.ads + apart):
        return ""
    return (
        f"warning: is this the truth of these ads? {measured.ads:,} were compared; "
        f"{measured.missing:,} are only in the truth and {measured.extra:,} only in the database"
    )


def _table(measured: Evaluation) -> str:
    lines = [
        f"{measured.ads} ads compared; {measured.missing} only in the truth, "
        f"{measured.extra} only in the database",
        "",
        f"{'':<12}{'pairwise':^24}{'B-cubed':^24}{'largest':>9}{'true':>9}",
        f"{'':<12}{'prec.':>8}{'recall':>8}{'F1':>8}{'prec.':>8}{'recall':>8}{'F1':>8}",
        _clusters("providers", measured.providers),
        _clusters("networks", measured.networks),
        "",
        *_queue(measured),
        "",
        f"calibration error {_share(measured.calibration.ece)}",
        f"calibration error of links {_share(measured.links.ece if measured.links else None)}",
    ]
    return "\n".join(lines)


def _queue(measured: Evaluation) -> Iterator[str]:
    """Recall and precision, and the recall of other orders of the same leads."""
    others = measured.baselines
    names = "".join(f"{name.replace('_', ' '):>11}" for name in others)
    yield f"{'':<31}{'recall in other orders':>33}"
    yield f"{'first leads':<12}{'recall':>8}{'precision':>11}{names}"
    for top, quality in measured.queue.items():
        recalls = "".join(f"{_share(order[top].recall):>11}" for order in others.values())
        yield f"{top:<12}{_share(quality.recall):>8}{_share(quality.precision):>11}{recalls}"


def _clusters(name: str, quality: ClusterQuality) -> str:
    shares = "".join(
        f"{value:>8.3f}"
        for agreement in (quality.pairwise, quality.b_cubed)
        for value in (agreement.precision, agreement.recall, agreement.f1)
    )
    return f"{name:<12}{shares}{quality.largest_share:>9.4f}{quality.largest_true_share:>9.4f}"


def _share(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.3f}"
