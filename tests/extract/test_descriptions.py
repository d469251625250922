"""What is said of an address, a name or a number instead of writing it."""

import pytest
from hypothesis import example, given, settings

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in
from tests.extract.slow.read import KINDS
from tests.extract.twins import natively, rows_of, slowly

PIECES = (
    " |, |: |.| as in | de |wie |r|o|s|a|rosa|romeo|oscar|sierra|alpha| at | dot |@|kettle|.example"
    "|example|double |two |underscore|underscores|u |w |dubbleyou |before the at |after it "
    "|read backwards|backwards: |elpmaxe|insta|snap: |bird app|on the |eighty |four|seven|ii |iv |5"
    "|555|0143|602|()| remove |XYZ|(no space)|domain |user |stop |é|\u200b|★|\n"
)


def read(text: str) -> list[tuple[str, str]]:
    """Values with the pieces of the text that they stand in."""
    signals = signals_in(text, "US", read_places())
    return [(one.value, text[one.start : one.end]) for one in signals]


@pytest.mark.parametrize(
    ("text", "value", "piece"),
    [
        (
            "insta n de Navarra, o de Oviedo, a de Avila",
            "instagram:noa",
            "n de Navarra, o de Oviedo, a",
        ),
        ("snap: Nora underscore eighty four", "snapchat:nora_84", "Nora underscore eighty four"),
        ("rose double underscore finch at kettle dot example.", "rose__finch@kettle.example", None),
        ("three w dot kettle dot example", "kettle.example", "kettle dot example"),
        (
            "Before the at: rosa84, after it: kettle.example!",
            "rosa84@kettle.example",
            "rosa84, after it: kettle.example",
        ),
        (
            "my mail is at kettle.example and the name is rosa84, thanks",
            "rosa84@kettle.example",
            "kettle.example and the name is rosa84",
        ),
        (
            "me: elpmaxe.elttek@48asor read backwards",
            "rosa84@kettle.example",
            "elpmaxe.elttek@48asor",
        ),
        ("text 555-0143 with 602 in front", "+16025550143", "555-0143 with 602"),
        ("on the bird app as @velvet_moon", "twitter:velvet_moon", "@velvet_moon"),
    ],
)
def test_a_value_that_is_described_stands_where_it_is(
    text: str, value: str, piece: str | None
) -> None:
    assert read(text) == [(value, piece or text.rstrip("."))]


def test_what_is_described_took_effort() -> None:
    (described,) = signals_in("snap: nora double underscore luna", "US", read_places())
    (plain,) = signals_in("snap: nora__luna", "US", read_places())

    assert (described.method, plain.method) == ("words for signs", "plain")
    assert described.obfuscation > plain.obfuscation


@settings(max_examples=400)
@given(rows_of(PIECES))
@example("a de ana b de bea c de cea@kettle.example")
@example("tab\nromeo oscar sierra at kettle dot example backwards")
@example("é rose two underscores finch at kettle dot example")
@example("after the at kettle.example, before it rosa backwards")
def test_native_and_twin_agree_on_what_is_described(text: str) -> None:
    assert natively(text, "US", KINDS) == slowly(text, "US", KINDS)
