from collections import Counter
from dataclasses import Field, fields
from pathlib import Path
from random import Random

import pytest

from lamplight.simulate.profile import PROFILES, Profile
from lamplight.simulate.rates import (
    KINDS,
    KNOWN,
    WRONG,
    Structure,
    draw_kind,
    draw_label,
    draw_size,
    draw_traits,
)
from lamplight.simulate.signs import SIGNS

DOCS = (Path(__file__).parents[2] / "docs" / "worlds.md").read_text()
DRAWS = 20_000


def row_of(name: str) -> list[str]:
    """Cells of the one table row that begins with the name."""
    (row,) = [line for line in DOCS.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in row.strip("|").split("|")][1:]


def test_kinds_come_as_often_as_stated() -> None:
    random = Random(1)

    drawn = Counter(draw_kind(random) for _ in range(DRAWS))

    assert {name: drawn[name] / DRAWS for name in KINDS} == pytest.approx(
        {name: kind.share for name, kind in KINDS.items()}, abs=0.012
    )


@pytest.mark.parametrize("name", KINDS)
def test_an_operator_has_as_many_providers_as_its_kind_says(name: str) -> None:
    random, kind = Random(2), KINDS[name]

    sizes = [draw_size(kind, random) for _ in range(500)]

    assert {len(ads) for ads in sizes} == set(range(kind.providers[0], kind.providers[1] + 1))
    assert {count for ads in sizes for count in ads} == set(kind.ads)


@pytest.mark.parametrize("harmed", [True, False])
def test_labels_are_often_missing_and_sometimes_wrong(harmed: bool) -> None:
    random = Random(3)

    labels = Counter(draw_label(random, harmed=harmed) for _ in range(DRAWS))

    known = labels[0] + labels[1]
    assert known / DRAWS == pytest.approx(KNOWN[harmed], abs=0.012)
    assert labels[int(not harmed)] / known == pytest.approx(WRONG[harmed], abs=0.008)


def test_structural_signs_come_as_often_as_stated() -> None:
    random, held = Random(4), KINDS["controlled"].held

    drawn = Counter(trait for _ in range(DRAWS) for trait in draw_traits(held, random))

    for field in fields(Structure):
        assert drawn[field.name] / DRAWS == pytest.approx(getattr(held, field.name), abs=0.012)


@pytest.mark.parametrize("name", SIGNS)
def test_the_docs_state_every_indicators_rate(name: str) -> None:
    sign = SIGNS[name]

    assert row_of(name)[:2] == [f"{sign.weight:.2f}", f"{sign.ratio:.1f}"]


@pytest.mark.parametrize("name", KINDS)
def test_the_docs_state_every_kind_of_operator(name: str) -> None:
    kind = KINDS[name]
    least, most = kind.providers

    people = str(least) if least == most else f"{least}-{most}"
    mean = sum(kind.ads) / len(kind.ads)
    assert row_of(name)[:4] == [
        f"{kind.share:.0%}", people, f"{mean:.0f}", f"{kind.harmed:.1%}"
    ]  # fmt: skip


@pytest.mark.parametrize("field", fields(Structure), ids=lambda field: field.name)
def test_the_docs_state_every_structural_rate(field: Field[object]) -> None:
    name = field.name
    rates = [
        f"{getattr(structure, name):.2f}"
        for kind in KINDS.values()
        for structure in (kind.free, kind.held)
    ]

    assert row_of(name) == [*rates[:-2], rates[-2]]


@pytest.mark.parametrize("field", fields(Profile), ids=lambda field: field.name)
def test_the_docs_state_every_rate_of_every_profile(field: Field[object]) -> None:
    name = field.name

    stated = row_of(name)

    for cell, profile in zip(stated, PROFILES.values(), strict=True):
        value = getattr(profile, name)
        assert cell == (" ".join(map(str, value)) if isinstance(value, tuple) else f"{value:g}")
