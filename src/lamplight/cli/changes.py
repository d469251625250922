"""lamplight changes: what is new since the run before."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.rank.changes import Change
from lamplight.store.changes import Changes, find_changes

commands = typer.Typer()

_TOP = 20


@commands.command()
def changes(
    top: Annotated[
        int | None,
        typer.Option(
            min=1, help=f"So many networks; else {_TOP}, with --json all.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="An object with all of it.")] = False,
    db: DbOption = None,
) -> None:
    """What is new since the run before: networks that are new, grew, merged, split or rose.

    Example: lamplight changes --top 10
    """
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        found = find_changes(tables, opened.actor)
    if as_json:
        told = {
            "run": found.run.number,
            "before": found.before.number,
            "gone": found.gone,
            "changes": found.changes[:top],
        }
        typer.echo(orjson.dumps(told))
        return
    tell("\n".join(_lines(found, top or _TOP)))


def _lines(found: Changes, top: int) -> Iterator[str]:
    runs = f"run {found.run.number} of {found.run.started_at:%Y-%m-%d %H:%M}"
    yield f"{runs} beside run {found.before.number} of {found.before.started_at:%Y-%m-%d %H:%M}"
    counts = Counter(what for change in found.changes for what in change.what)
    told = [f"{number:,} {what}" for what, number in sorted(counts.items())]
    yield f"networks: {', '.join(told) or 'nothing new'}; {found.gone:,} ids are no more"
    for change in found.changes[:top]:
        place = f"{change.rank:>5}" if change.rank else "    –"
        yield f"{place}  {change.network_id}  {'; '.join(_told(change))}"
    if len(found.changes) > top:
        yield f"{top:,} of {len(found.changes):,} networks; more with --top {len(found.changes)}"


def _told(change: Change) -> Iterator[str]:
    ads = counted(change.ads, "ad")
    if "new" in change.what:
        yield f"new, {ads}"
    if "grown" in change.what:
        yield f"grown by {change.ads_new:,} to {ads}"
    if "merged" in change.what:
        yield f"merged from {', '.join(change.came_from)}"
    if "split" in change.what:
        yield f"split from {change.split_from}"
    if "risen" in change.what and change.score is not None and change.score_before is not None:
        more = change.score - change.score_before
        yield f"risen from place {change.rank_before} by {more:.1f} bits"
