"""Small makers of model objects; each argument has a dull default."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime

from lamplight.extract.read import Found
from lamplight.model import Actor, Ad, Picture, Signal

ROSE = Actor("rose")


def day(number: int) -> datetime:
    """Noon of a day of January 2026, UTC."""
    return datetime(2026, 1, number, 12, tzinfo=UTC)


def an_ad(
    id: str = "1",
    source: str = "site1.example",
    title: str = "Anna in Reno",
    body: str = "quiet evenings, call 212 555 0123",
    pictures: tuple[Picture, ...] = (),
    **others: object,
) -> Ad:
    return Ad(source, id, title, body, pictures=pictures, **others)  # type: ignore[arg-type]


def signal_columns(found: Mapping[int, Sequence[Signal]]) -> tuple[list[int], Found]:
    """Numbers of ads and columns of their signals, as a run stores them."""
    rows = [
        (number, position, *(getattr(it, field.name) for field in fields(it)))
        for number, several in found.items()
        for position, it in enumerate(several)
    ]
    return list(found), Found(*(zip(*rows, strict=True) if rows else [()] * 10))
