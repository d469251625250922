"""lamplight search: ads by a value in any writing, by words, or by a picture."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.cli._database import DbOption, database
from lamplight.cli._days import FORM, read_day
from lamplight.cli._telling import tell
from lamplight.collect.places import read_places
from lamplight.counted import counted
from lamplight.errors import BadInput, NotFound
from lamplight.pipeline.pictures import hash_bytes
from lamplight.search.hits import MOST_HITS, Hit, Page, Window
from lamplight.search.pictures import find_hashes
from lamplight.search.query import Answer, Question, search
from lamplight.search.within import Within, why_nothing

commands = typer.Typer()


@commands.command(name="search")
def find(
    query: Annotated[
        list[str] | None,
        typer.Argument(help="A phone in any writing, an e-mail address, a handle, words, a REF."),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Look for this picture instead, however it is turned.")
    ] = None,
    place: Annotated[str, typer.Option(help="Only ads of this city, region or country.")] = "",
    since: Annotated[
        datetime | None,
        typer.Option(parser=read_day, metavar=FORM, help="Only ads from this day on (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=read_day, metavar=FORM, help="Only ads before this day (UTC)."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=MOST_HITS, help="How many to show.")] = 20,
    db: DbOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Find ads, newest first. Exit 3 where nothing was found.

    Examples: lamplight search 213 555 0123; lamplight search '"new in town" cand*' --place Houston
    """
    within, window = Within(place, since, until), Window(top)
    hashes = hash_bytes(_bytes_of(picture)) if picture is not None else None
    with database(db) as here, here.engine.begin() as connection:
        if hashes is not None:
            found = find_hashes(connection, here.actor, hashes, window, within)
            plain = "" if found.sure else " It is so plain that others are like it by chance."
            where = "" if found.page.total else why_nothing(connection, within)
            said = f"Looked up as a picture.{plain}{where}"
            answer = Answer(found.page, "picture", said)
        else:
            question = Question(" ".join(query or []), window, within)
            answer = search(connection, here.actor, question, read_places())
    if as_json:
        typer.echo(orjson.dumps(asdict(answer)))
    if not answer.page.total:
        raise NotFound(
            "; ".join(["nothing was found", answer.understood.rstrip("."), *_others(answer)])
        )
    if not as_json:
        tell(shown(answer))


def shown(answer: Answer) -> str:
    """The Answer as lines for a terminal."""
    page = answer.page
    lines = [f"{answer.understood} {_count(page)}"]
    lines += [f"  {other}" for other in _others(answer)]
    for hit in page.hits:
        lines += ["", _heading(hit), f"  {hit.title.text}", f"  {hit.text.text}"]
    return "\n".join(lines)


def _others(answer: Answer) -> list[str]:
    return [f"other readings: {other}" for other in answer.others]


def _count(page: Page) -> str:
    shown = f", {len(page.hits):,} shown" if page.total > len(page.hits) else ""
    return f"{counted(page.total, 'ad')}{shown}."


def _heading(hit: Hit) -> str:
    parts = [
        f"ad:{hit.source}/{hit.ad_id}",
        hit.posted_at.strftime("%Y-%m-%d %H:%M") if hit.posted_at else "",
        hit.place,
        f"network:{hit.network}" if hit.network else "",
        f"rank {hit.rank}" if hit.rank else "",
        f"{hit.distance} bits apart" if hit.distance is not None else "",
        hit.turned,
    ]
    return "  ".join(part for part in parts if part)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInput(f"{path} can't be read: {fault.strerror}") from None
