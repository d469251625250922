"""What lamplight bank does with single entries: added, taken out, put back, held, judged."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from lamplight.bank.known import DIGITS, known_kind
from lamplight.cli._bank_found import Name, tell_found
from lamplight.cli._database import DbOption, database
from lamplight.cli._telling import tell
from lamplight.errors import BadInput
from lamplight.exchange.item import Asked
from lamplight.pipeline.bank_adding import read_media, read_value
from lamplight.store import audit
from lamplight.store.bank_entries import (
    OPINIONS,
    Chosen,
    SourceOpinion,
    Step,
    change_state,
    drop_opinion,
    numbers_of,
    set_opinion,
)
from lamplight.store.bank_intake import Into, take_in
from lamplight.store.banks import number_of

MOST_DIGITS = 18
"""Of an entry's number; a hash has more."""

Type = Annotated[
    str | None,
    typer.Option(
        "--type", help="Of hashes of 64 digits: sha256 or pdq.", metavar="TYPE", show_default=False
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        help="Country that phones without a plus are of, such as US; else LAMPLIGHT_REGION.",
        show_default=False,
    ),
]
Entries = Annotated[
    list[str], typer.Argument(metavar="ENTRY…", help="A number as in show, a hash, or KIND:VALUE.")
]


def asked(kind: str | None, region: str | None) -> Asked:
    """Raises BadInput."""
    named = known_kind(kind) if kind else None
    if kind is not None and DIGITS.get(named or "") != DIGITS["sha256"]:
        raise BadInput(f"--type is {kind!r}; hashes of 64 digits are of type sha256 or pdq")
    return Asked(named, region)


def add(
    name: Name,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE…]", help="A hash, TYPE:HASH, or a value.")
    ] = None,
    media: Annotated[
        list[Path] | None,
        typer.Option(help="A picture or a video; only its hashes are kept. Repeatable."),
    ] = None,
    note: Annotated[str, typer.Option(help="Kept beside each entry.")] = "",
    label: Annotated[list[str] | None, typer.Option(help="Repeatable.")] = None,
    kind: Type = None,
    region: Region = None,
    db: DbOption = None,
) -> None:
    """Put hashes, pictures, videos or values into a bank, also such as were withdrawn.

    Exit 1: some could not be read; each says why, the others are in.

    Example: lamplight bank add known --media picture.jpg --label garden
    """
    with database(db, make=False) as opened:
        meant = asked(kind, region or opened.settings.region or None)
        entries, faults = read_media(media or [])
        for place, value in enumerate(values or [], 1):
            try:
                entries.append(read_value(value, meant))
            except BadInput as error:
                faults.append(f"value {place}: {error}")
        if not entries and not faults:
            raise BadInput("nothing to add; name values or --media")
        said = [it._replace(note=note, labels=tuple(label or ())) for it in entries]
        with opened.engine.begin() as tables:
            into = Into(number_of(tables, name), opened.actor, datetime.now(UTC), restore=True)
            taken = take_in(tables, into, said)
            sealed = [audit.sealed(it.kind, it.value) for it in said]
            audit.record(tables, opened.actor, "added to bank", name, {"entries": sealed})
        typer.echo(f"{taken.added} added, {taken.restored} restored, {taken.known} known already")
        tell_found(opened, name)
    for fault in faults:
        tell(fault, err=True)
    if faults:
        raise typer.Exit(1)


def _step(step: Step, told: str) -> Callable[[str, list[str], str | None, str | None], None]:
    def change(name: Name, entries: Entries, region: Region = None, db: DbOption = None) -> None:
        with database(db, make=False) as opened:
            where = region or opened.settings.region or None
            with opened.engine.begin() as tables:
                chosen = Chosen(name, _numbers(tables, name, entries, where))
                count = change_state(tables, opened.actor, step, chosen, datetime.now(UTC))
            typer.echo(f"{count} {step}")
            if step in ("restored", "released"):
                tell_found(opened, name)

    change.__doc__ = told
    return change


def opinion(
    name: Name,
    entry: Annotated[str, typer.Argument(help="A number as in show, a hash, or KIND:VALUE.")],
    said: Annotated[
        str | None, typer.Argument(metavar="OPINION", help="positive, negative or seen.")
    ] = None,
    source: Annotated[
        str, typer.Option(help="Whose opinion it is; else yours.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option(help="Why.")] = "",
    take_back: Annotated[
        bool, typer.Option("--take-back", help="It has no opinion any more.")
    ] = False,
    db: DbOption = None,
) -> None:
    """Put down what a source says of an entry; each source's opinion is kept apart.

    Example: lamplight bank opinion known 17 negative --note "a wallpaper"
    """
    if take_back == (said is not None):
        raise BadInput("say positive, negative or seen, or --take-back")
    if said is not None and said not in OPINIONS:
        raise BadInput(f"opinion is {said!r}; want {', '.join(OPINIONS)}")
    with database(db, make=False) as opened, opened.engine.begin() as tables:
        (number, *more) = _numbers(tables, name, [entry], opened.settings.region or None)
        if more:
            raise BadInput("the hash is there in several kinds; name the entry by its number")
        whose = source or opened.actor.name
        if said is None:
            drop_opinion(tables, opened.actor, name, number, whose)
        else:
            now = datetime.now(UTC)
            given = SourceOpinion(whose, said, now, opened.actor.name, note)
            set_opinion(tables, opened.actor, name, number, given)
    typer.echo(f"{whose}: {said or 'no opinion'}")


def _numbers(
    tables: Connection, name: str, entries: Sequence[str], region: str | None
) -> list[int]:
    """Of entries by their numbers, or by what they are."""
    numbers = [int(it) for it in entries if _is_number(it)]
    values = [_named(it, region) for it in entries if not _is_number(it)]
    return numbers + (numbers_of(tables, name, values) if values else [])


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def _named(text: str, region: str | None) -> tuple[str | None, str]:
    """Kind and value; a bare hash is of whichever kind it is there."""
    said, colon, rest = text.strip().partition(":")
    kind = known_kind(said) if colon else None
    if kind is not None:
        return kind, rest.strip() if kind == "video" else rest.strip().lower()
    try:
        given = read_value(text, Asked("picture" if len(text.strip()) == 64 else None, region))
    except BadInput:
        return None, text.strip().lower()
    return (None if given.kind == "picture" else given.kind), given.value


COMMANDS = {
    "add": add,
    "withdraw": _step(
        "withdrawn",
        """Take entries out: they stop matching, and no import brings them back.

    Undone by restore.

    Example: lamplight bank withdraw known 17
    """,
    ),
    "restore": _step(
        "restored",
        """Put entries back that were withdrawn.

    Example: lamplight bank restore known 17
    """,
    ),
    "quarantine": _step(
        "quarantined",
        """Hold entries: they stop matching until somebody releases them.

    Example: lamplight bank quarantine known 17
    """,
    ),
    "release": _step(
        "released",
        """Let entries match again that were held, and count their matches anew.

    Example: lamplight bank release known 17
    """,
    ),
    "opinion": opinion,
}
