"""Small makers of model objects; each argument has a dull default."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from lamplight.model import Actor, Ad, Picture, Signal
from lamplight.store.signals import SignalRow

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
    **fields: object,
) -> Ad:
    return Ad(source, id, title, body, pictures=pictures, **fields)  # type: ignore[arg-type]


def signal_rows(found: Mapping[int, Sequence[Signal]]) -> tuple[list[int], list[SignalRow]]:
    """Numbers of ads and rows of their signals, as a run stores them."""
    rows: list[SignalRow] = [
        (
            *(number, position, it.kind, it.value, it.field, it.start, it.end),
            *(it.method, it.confidence, it.obfuscation),
        )
        for number, several in found.items()
        for position, it in enumerate(several)
    ]
    return list(found), rows
