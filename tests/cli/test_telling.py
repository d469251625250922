"""No ad drives the terminal that shows it."""

from pathlib import Path

import pytest

from lamplight.cli._telling import harmless
from tests.cli.world import World


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\x1b]52;c;cm0=\x07b", r"a\x1b]52;c;cm0=\x07b"),
        ("a\x9b31mb\x7f\r", r"a\x9b31mb\x7f\r"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("one\n\ttwo", "one\n\ttwo"),
        ("né\xa0à «Łódź» 東京", "né\xa0à «Łódź» 東京"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ],
)
def test_signs_that_drive_a_terminal_stand_as_escapes(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_no_command_hands_on_what_an_ad_holds(tmp_path: Path) -> None:
    world = World(tmp_path)
    ads = [
        {
            "id": f"{number}\x1b[32m",
            "source": "a\x1b[32mb",
            "city": "Leeds\x1b[2J",
            "body": "call 213 555 0123 near the garden\x1b]52;c;cm0=\x07 today",
        }
        for number in range(3)
    ]
    world.read(*ads)

    (network,) = {lead["network_id"] for lead in world.json("queue")}
    said = [
        world.lamplight(*words)
        for words in (
            ("queue",),
            ("search", "garden"),
            ("templates", f"network:{network}"),
            ("explain", "phone:+12135550123"),
            ("explain", "ad:a\x1b[32mb/1\x1b[32m"),
            ("explain", "ad:a\x1b[32mb/nobody"),
        )
    ]

    assert all(result.output for result in said)
    assert not [it.output for it in said if "\x1b" in it.output or "\x07" in it.output]
    assert any(r"a\x1b[32mb" in it.output for it in said)
