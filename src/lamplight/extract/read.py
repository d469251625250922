"""All signals of an ad or a text, one kind after the other over one shared reading.

text -> read_text -> Reading -> each module of extract.kinds -> list[Signal]

A place in the text is read as one kind: what an e-mail address, a wallet, a profile or a web
address took is blanked for the kinds after it. Linear in the text's length.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from lamplight.extract import kinds
from lamplight.extract.effort import effort_of, method_of
from lamplight.extract.found import Found, Kind
from lamplight.extract.given import signals_given
from lamplight.extract.places import Places
from lamplight.extract.reading import Reading, read_text
from lamplight.model import Ad, Field, Signal

REMEMBERED = 10_000
REMEMBERED_LENGTH = 2_000
"""So many short texts are remembered: sites show the same ad on many days."""

VERSION = 6
"""Raised whenever the same text may give other signals."""

KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            cast(Kind, importlib.import_module(f"{kinds.__name__}.{module.name}"))
            for module in pkgutil.iter_modules(kinds.__path__)
        ),
        key=lambda kind: kind.RANK,
    )
)


def signals_in(
    text: str, region: str | None, places: Places, field: Field = "text"
) -> list[Signal]:
    """In order of their place in the text. region: ISO 3166-1 alpha-2, or None."""
    if len(text) <= REMEMBERED_LENGTH:
        return list(_remembered(text, region, places, field))
    return list(_read(text, region, places, field))


def _read(text: str, region: str | None, places: Places, field: Field) -> Iterator[Signal]:
    reading = whole = read_text(text)
    found: list[Found] = []
    for kind in KINDS:
        if new := list(kind.find(reading, region, places)):
            found += new
            reading = reading.without(one.taken or (one.start, one.end) for one in new)
    found.sort(key=lambda one: (one.start, one.kind, one.value))
    return (_signal(whole, one, field) for one in found)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str, region: str | None, places: Places, field: Field) -> tuple[Signal, ...]:
    return tuple(_read(text, region, places, field))


def signals_of(ad: Ad, region: str | None, places: Places) -> list[Signal]:
    """Title, body, then the structured fields, whose signals have no span."""
    return [
        *signals_in(ad.title, region, places, "title"),
        *signals_in(ad.body, region, places, "body"),
        *signals_given(ad, region, places),
    ]


def _signal(reading: Reading, found: Found, field: Field) -> Signal:
    tricks = found.tricks | reading.tricks(found.start, found.end)
    start, end = reading.span(found.start, found.end)
    return Signal(
        found.kind,
        found.value,
        field,
        start,
        end,
        method_of(tricks),
        found.confidence,
        effort_of(tricks),
    )
