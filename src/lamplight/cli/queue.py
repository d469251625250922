"""lamplight queue: the ranked leads."""

from collections.abc import Iterator
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.counted import counted
from lamplight.model import Lead, Reason, Status
from lamplight.store.leads import Filters, Page, queue_page

commands = typer.Typer()

_TOP = 20
_REASONS = 5
_PLACES = 3
STATUSES: tuple[Status, ...] = ("open", "confirmed", "dismissed", "leave alone")


@commands.command()
def queue(
    top: Annotated[
        int | None,
        typer.Option(
            min=1, help=f"So many leads; else {_TOP}, with --json all.", show_default=False
        ),
    ] = None,
    place: Annotated[str, typer.Option(help="Part of a place's name.", show_default=False)] = "",
    min_score: Annotated[
        float | None, typer.Option(help="At least so many bits.", show_default=False)
    ] = None,
    status: Annotated[
        str,
        typer.Option(
            help=f"One of: {', '.join(STATUSES)}, any. Else open, with --json any.",
            show_default=False,
        ),
    ] = "",
    text: Annotated[
        str, typer.Option(help="Words that one of the ads holds.", show_default=False)
    ] = "",
    held: Annotated[
        bool, typer.Option("--held", help="Only those with pictures on a known list.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="An array of leads.")] = False,
    db: DbOption = None,
) -> None:
    """The ranked leads, best first, each with its reasons.

    Example: lamplight queue --top 10 --place Houston
    """
    status = status or ("any" if as_json else "open")
    wanted = next((known for known in STATUSES if known == status), None)
    if status != "any" and wanted is None:
        raise typer.BadParameter(f"{status!r} is none of {', '.join(STATUSES)}, any")
    filters = Filters(place, min_score, wanted, text, held=held)
    with database(db, make=False) as opened, opened.engine.begin() as connection:
        page = queue_page(
            connection, opened.actor, filters, limit=top or (None if as_json else _TOP)
        )
    if as_json:
        typer.echo(orjson.dumps(page.leads, option=orjson.OPT_UTC_Z))
    else:
        tell("\n".join(_page(page)))


def _page(page: Page) -> Iterator[str]:
    leads, total = page.leads, page.total
    for lead in leads:
        yield from lead_lines(lead)
        yield ""
    if not leads:
        yield "no lead is like that"
    elif len(leads) < total:
        said = f"more than {total:,}" if page.more else f"{total:,}"
        yield f"{len(leads):,} of {said} leads; more with --top {total}"


def lead_lines(lead: Lead) -> Iterator[str]:
    """A lead as a person reads it on a terminal."""
    chance = "" if lead.probability is None else f", {lead.probability:.0%} likely"
    score = f"{lead.score:.1f} bits{chance}" if lead.enough else "not enough to say"
    yield f"{lead.rank:>4}  {lead.network_id}  {score}  [{lead.status}]"
    yield f"      {counted(lead.ads, 'ad')}, {counted(lead.providers, 'provider')}{_where(lead)}"
    if lead.held:
        yield f"      HELD: pictures of {counted(lead.held, 'ad')} are on a known list"
    found = [reason for reason in lead.reasons if reason.kind != "prior"]
    for reason in found[:_REASONS]:
        yield f"      {_reason(reason)}"
    if len(found) > _REASONS:
        yield f"      … and {counted(len(found) - _REASONS, 'reason')} more"
    for reason in lead.reasons:  # the same for all: last, but in the sum
        if reason.kind == "prior":
            yield f"      {_reason(reason)}"


def _where(lead: Lead) -> str:
    """Places and days, as far as they are known."""
    parts = "; ".join(lead.cities[:_PLACES])
    if len(lead.cities) > _PLACES:
        parts += f"; {counted(len(lead.cities) - _PLACES, 'place')} more"
    if lead.first_seen and lead.last_seen:
        days = sorted({f"{lead.first_seen:%Y-%m-%d}", f"{lead.last_seen:%Y-%m-%d}"})
        parts += (", " if parts else "") + " to ".join(days)
    return f", {parts}" if parts else ""


def _reason(reason: Reason) -> str:
    return f"{reason.bits:+6.1f}  {reason.text}"
