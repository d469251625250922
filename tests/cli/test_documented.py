"""Every command and option has its place in docs/commands.md, and nothing else has."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from lamplight.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text()
SECTIONS = {
    section.split("\n", 1)[0].strip(): section
    for section in re.split(r"^## ", PAGE, flags=re.M)[1:]
}
EVERYWHERE = {"--db", "--help"}


def commands() -> Iterator[tuple[str, Any]]:
    """Each command that does something, by the words that call it."""
    program: Any = typer.main.get_command(app)
    for name in program.list_commands(None):
        command = program.get_command(None, name)
        inner = getattr(command, "commands", {})
        yield from ((f"{name} {word}", it) for word, it in inner.items())
        if not inner:
            yield name, command


ALL = dict(commands())


def test_the_page_has_a_section_for_each_command_and_no_other() -> None:
    assert set(SECTIONS) == set(ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_option_is_in_its_commands_section(name: str) -> None:
    options = {
        opt for parameter in ALL[name].params for opt in parameter.opts if opt.startswith("--")
    }

    assert not {option for option in options - EVERYWHERE if option not in SECTIONS[name]}


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_section_and_each_help_shows_an_example(name: str) -> None:
    assert re.search(rf"^    .*lamplight {name}", SECTIONS[name], flags=re.M)
    assert f"lamplight {name}" in ALL[name].help.replace("\n", " ")
