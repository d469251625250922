"""The lock pins, with hashes, all that pyproject.toml asks for, and names no host."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match
    return re.sub(r"[._-]+", "-", match[0]).lower()


def pinned(lock: str) -> dict[str, str]:
    """Name -> the block of lines that pins it."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "lock" / lock).read_text())
    return {name_of(block): block for block in blocks if "==" in block}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("all.txt", PROJECT["project"]["dependencies"] + GROUPS["dev"] + GROUPS["build"]),
        ("build.txt", GROUPS["build"] + PROJECT["build-system"]["requires"]),
        ("bench.txt", GROUPS["bench"]),
        ("uv.txt", ["uv"]),
    ],
)
def test_the_lock_pins_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    assert {name_of(requirement) for requirement in wanted} <= pinned(lock).keys()


@pytest.mark.parametrize("lock", ["all.txt", "build.txt", "bench.txt", "uv.txt"])
def test_every_pin_has_a_hash_and_names_no_host(lock: str) -> None:
    for name, block in pinned(lock).items():
        assert "--hash=sha256:" in block, name
    assert "://" not in (ROOT / "lock" / lock).read_text()


def test_every_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    asked = PROJECT["project"]["dependencies"] + [
        name for group in GROUPS.values() for name in group
    ]

    assert not [name for name in map(name_of, asked) if name not in explained]
