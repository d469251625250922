"""Signals of a text and of an ad, through every kind."""

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in, signals_of
from lamplight.model import Ad

PLACES = read_places()


def found(text: str, region: str | None = "US") -> list[tuple[str, str, str]]:
    """(kind, value, words at the span) of each signal."""
    signals = signals_in(text, region, PLACES)
    return [(s.kind, s.value, text[s.start : s.end]) for s in signals]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("call 213-555-0123 now", "213-555-0123"),
        ("call (213) 555-0123", "(213) 555-0123"),
        ("call +1 213 555 0123 6692", "+1 213 555 0123"),
        ("phone 213555 0 one 2 three", "213555 0 one 2 three"),
        ("text 2I3-SSS-OI23", "2I3-SSS-OI23"),
        ("call ２１３５５５０１２３", "２１３５５５０１２３"),
        ("ref code call 2️⃣1️⃣3️⃣5️⃣5️⃣5️⃣0️⃣1️⃣2️⃣3️⃣.", "2️⃣1️⃣3️⃣5️⃣5️⃣5️⃣0️⃣1️⃣2️⃣3"),
        (
            "two1three five fifty-five oh one twenty three",
            "two1three five fifty-five oh one twenty three",
        ),
    ],
)
def test_a_number_is_the_same_in_every_writing(text: str, span: str) -> None:
    assert found(text) == [("phone", "+12135550123", span)]


def test_structured_fields_have_no_span() -> None:
    ad = Ad("site", "1", phones=("(213) 555-0123",), handles=("@Rose_VIP",), city="Houston")

    signals = signals_of(ad, "US", PLACES)

    assert [(s.kind, s.value) for s in signals] == [
        ("phone", "+12135550123"),
        ("handle", "any:rose_vip"),
        ("place", "Houston, TX, US"),
    ]
    assert {(s.field, s.start, s.end) for s in signals} == {(None, None, None)}
