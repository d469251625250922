"""Ways of writing, split by form: dev was developed with, test was written and left alone."""

import json
from pathlib import Path

import pytest

from lamplight.collect.places import read_places
from lamplight.extract.read import signals_in

FORMS = Path(__file__).parent.parent / "data" / "forms"
PLACES = read_places()
KNOWN_WRONG: set[str] = set()
"""Of the test forms; shown here so that a fix, or a new mistake, is seen."""


def wrong_forms(split: str) -> set[str]:
    """Forms with a signal missed, misplaced or made up."""
    wrong = set()
    for line in (FORMS / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {
            (s.kind, s.value, s.start, s.end)
            for s in signals_in(row["text"], row["region"], PLACES)
        }
        wanted = row["signals"]
        exact = {(s["kind"], s["value"], s["start"], s["end"]) for s in wanted if s["end"]}
        values = {(s["kind"], s["value"]) for s in wanted}
        extra = {one for one in found if one[:2] not in values and one[0] not in row["allowed"]}
        if extra or not exact <= found or not values <= {one[:2] for one in found}:
            wrong.add(row["form"])
    return wrong


@pytest.mark.parametrize(("split", "known"), [("dev", set()), ("test", KNOWN_WRONG)])
def test_every_form_is_read_exactly(split: str, known: set[str]) -> None:
    assert wrong_forms(split) == known


def test_no_form_is_in_both_halves() -> None:
    halves = [
        {json.loads(line)["form"] for line in path.read_text(encoding="utf-8").splitlines()}
        for path in (FORMS / "dev.jsonl", FORMS / "test.jsonl")
    ]

    assert not halves[0] & halves[1]
