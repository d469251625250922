"""The slow twin of native/extract/extractor.cpp: one kind after the other over one reading."""

import importlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from lamplight.extract.places import Places
from tests.extract.slow.descriptions import written
from tests.extract.slow.found import Found
from tests.extract.slow.reading import read_text

KINDS = ("email", "wallet", "handle", "url", "phone", "price", "age", "place")
"""In the order in which they read."""

Signal = tuple[str, str, int, int, float, frozenset[str]]
"""Kind, value, start, end, confidence, tricks."""


def find(
    text: str, region: str | None, places: Places, kinds: Collection[str] = KINDS
) -> list[Signal]:
    """In order of their place in the text."""
    reading = whole = written(read_text(text))
    found: list[Found] = []
    for kind in KINDS:
        if kind in kinds:
            module = importlib.import_module(f"tests.extract.slow.kinds.{kind}")
            new = list(module.find(reading, region, places))
            found += new
            if kind == "email":
                reading = replace(reading, mails=_plain_mails(new))
            reading = reading.without(one.taken or (one.start, one.end) for one in new)
    found.sort(key=lambda one: (one.start, one.kind, one.value))
    return [
        (
            one.kind,
            one.value,
            *whole.span(one.start, one.end),
            one.confidence,
            one.tricks | whole.tricks(one.start, one.end),
        )
        for one in found
    ]


def _plain_mails(mails: Sequence[Found]) -> list[tuple[str, int]]:
    plain = [one for one in mails if not one.tricks and one.end - one.start == len(one.value)]
    return [(one.value, one.start) for one in plain]
