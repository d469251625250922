"""Indicator files: complete, documented, and refused with a clear word where they are not."""

from pathlib import Path

import pytest

from lamplight.collect.indicators import read_indicators
from lamplight.errors import BadInput
from lamplight.rank.score import CAPS
from tests.rank.networks import INDICATORS

DOCS = Path(__file__).parents[2] / "docs" / "indicators.md"
GOOD = """
claim = "A claim."
status = "expert"
bits = 0.5
interval = [0.0, 1.0]
source = "Somebody."
caveat = "None known."
kind = "words"
says = "A sign"
[patterns]
en = ["some words"]
"""


def test_every_indicator_is_in_the_docs_with_what_is_known_of_it() -> None:
    text = " ".join(DOCS.read_text().split())

    for one in INDICATORS:
        assert f"### {one.name} " in text, one.name
        for part in (one.claim, one.source, one.caveat, f"{one.bits:+g} bits", one.status):
            assert part in text, (one.name, part)


def test_the_docs_name_no_indicator_that_is_not_there() -> None:
    named = [line[4:].split()[0] for line in DOCS.read_text().splitlines() if line[:4] == "### "]

    assert sorted(named) == sorted(one.name for one in INDICATORS)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.name)
def test_a_status_keeps_its_promise(one: object) -> None:
    indicator = next(it for it in INDICATORS if it is one)

    assert indicator.kind in CAPS
    assert abs(indicator.bits) <= CAPS[indicator.kind]
    if indicator.status in ("untested", "off"):
        assert indicator.bits == 0
    if indicator.status == "tested-negative":
        assert indicator.bits < 0
    if indicator.status == "off":
        assert not indicator.patterns
        assert indicator.rule is None
    if indicator.patterns:
        assert {"en", "es"} <= set(indicator.languages)


def test_an_agencys_file_replaces_one_and_adds_one(tmp_path: Path) -> None:
    (tmp_path / "trust_language.toml").write_text(GOOD)
    (tmp_path / "our_own.toml").write_text(GOOD.replace('"words"', '"our kind"'))

    found = {one.name: one for one in read_indicators(tmp_path)}

    assert found["trust_language"].claim == "A claim."
    assert found["our_own"].kind == "our kind"
    assert len(found) == len(INDICATORS) + 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('claim = "A claim."', "", "claim is missing"),
        ('"expert"', '"sure"', "status is 'sure'; want one of tested"),
        ('"expert"', '"untested"', "untested weighs 0"),
        ("bits = 0.5", "bits = 5", "outside their interval"),
        ("bits = 0.5", 'bits = "many"', "want a number"),
        ("interval = [0.0, 1.0]", "interval = 1", "want \\[lowest, highest\\]"),
        ('says = "A sign"', "", "says is missing"),
        ('says = "A sign"', 'rule = "none"', "rule is 'none'; known are"),
        ('says = "A sign"', "sais = 1", "'sais' is no field"),
        ("some words", "[a-z]+ words", "must begin with a word"),
        ("some words", "(nice|thai) lady", "matches 'thai', which a score may not depend on"),
        ('en = ["some words"]', 'english = "x"', "wants a language code and a list"),
        ("bits = 0.5", "bits = = 1", "is no TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    (tmp_path / "ours.toml").write_text(GOOD.replace(old, new))

    with pytest.raises(BadInput, match=message):
        read_indicators(tmp_path)


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no folder"):
        read_indicators(tmp_path / "none")
