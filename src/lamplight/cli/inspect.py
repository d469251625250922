"""lamplight inspect: how a file of ads would be read, without reading it in."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from lamplight.bank.known import short
from lamplight.cli._telling import tell
from lamplight.collect.files import named_files, passed_over
from lamplight.collect.inspect import Look, check_mapping, look_at
from lamplight.collect.mapping import parse_mapping
from lamplight.errors import BadInput
from lamplight.model import Ad

commands = typer.Typer()

RECORDS = 10_000
SHOWN_CHARACTERS = 200
SHOWN_COLUMNS = 40


@commands.command()
def inspect(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Files or folders of ads; - for standard input."),
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Read a field from this column."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Look at every record, not the first {RECORDS:,}.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object; an array for several files.")
    ] = False,
) -> None:
    """Show how files would be read: their columns, three ads, what would be set aside.

    Nothing is stored. Exit 2 where run would refuse. Example: lamplight inspect ads.csv --map
    body=text
    """
    paths = named_files(files)
    if others := passed_over(files):
        tell(others, err=True)
    fields = parse_mapping(mapping or [])
    check_mapping([path for path in paths if path is not None], fields)
    looks = [look_at(path, fields, None if everything else RECORDS) for path in paths]
    one = len(looks) == 1 and not any(file.is_dir() for file in files)
    if one and not looks[0].format:
        raise BadInput(f"{looks[0].file}: {looks[0].set_aside[0].reason}")
    if as_json:
        typer.echo(orjson.dumps(asdict(looks[0]) if one else [asdict(look) for look in looks]))
    else:
        tell("\n\n".join(map(shown, looks)))


def shown(look: Look) -> str:
    """The Look as lines for a terminal."""
    if not look.format:
        return f"{look.file}: set aside whole, for {look.set_aside[0].reason}"
    lines = [f"{look.file}: {look.format}, {', '.join(look.facts)}", ""]
    lines += _columns(look) + _fields(look)
    lines += [f"note: {note}" for note in look.notes] + [""] * bool(look.notes)
    for number, ad in enumerate(look.ads, 1):
        lines += [f"ad {number}", *_ad(ad), ""]
    counts, of = look.counts, "all" if look.whole else "the first"
    lines.append(
        f"Of {of} {counts['read']:,} records {counts['ads']:,} are ads; "
        f"{counts['set_aside']:,} would be set aside."
    )
    lines += [f"  line {item.line}: {item.reason}" for item in look.set_aside]
    if (more := counts["set_aside"] - len(look.set_aside)) > 0:
        lines.append(f"  and {more:,} more")
    if look.unread:
        lines.append(f"{counts['with_unread_fields']:,} ads would lose something:")
        lines += [f"  {sentence}" for sentence in look.unread]
    return "\n".join(lines)


def _columns(look: Look) -> list[str]:
    more = len(look.columns) - SHOWN_COLUMNS
    names = ", ".join(look.columns[:SHOWN_COLUMNS]) + (f" and {more:,} more" if more > 0 else "")
    return [f"columns: {names}", ""]


def _fields(look: Look) -> list[str]:
    if not look.fields:
        return ["No column is known.", ""]
    width = max(map(len, look.fields))
    return [
        f"  {field:{width}}  from {column}{'  (a guess)' if field in look.guessed else ''}"
        for field, column in look.fields.items()
    ] + [""]


def _ad(ad: Ad) -> list[str]:
    values = {name: value for name, value in asdict(ad).items() if value and name != "unread"}
    if ad.pictures:
        values["pictures"] = ", ".join(
            picture.path or _start(picture.pdq) or f"({picture.fault})" for picture in ad.pictures
        )
    return [f"  {name}: {_short(value)}" for name, value in values.items()]


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def _start(pdq: str | None) -> str | None:
    # Hashes are never shown whole to those who need not see them.
    return f"hash {short('picture', pdq)}" if pdq else None
