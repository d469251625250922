"""What holds for every command: errors are one line and an exit code."""

import errno
import pkgutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

import pytest
import typer
from typer.testing import CliRunner

from lamplight import cli, errors
from lamplight.cli import OneLineErrors, app


def program_that_raises(error: Exception) -> typer.Typer:
    program = typer.Typer(cls=OneLineErrors, pretty_exceptions_enable=False)

    @program.command()
    def fail() -> NoReturn:
        raise error

    @program.command()
    def other() -> None: ...

    return program


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.BadInput("'x' is no number"), 2),
        (errors.BadSettings("'x' is no setting"), 2),
        (errors.NotFound("no ad 'x'"), 3),
        (errors.Refused("not from here"), 4),
        (errors.Busy("another run is at work"), 5),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(error: errors.LamplightError, code: int) -> None:
    result = CliRunner().invoke(program_that_raises(error), ["fail"])

    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr == f"error: {error}\n"


def test_a_bug_is_not_dressed_up_as_an_error() -> None:
    result = CliRunner().invoke(program_that_raises(KeyError("bug")), ["fail"])

    assert isinstance(result.exception, KeyError)


def test_every_error_has_an_exit_code() -> None:
    for error in vars(errors).values():
        if isinstance(error, type) and issubclass(error, errors.LamplightError):
            result = CliRunner().invoke(program_that_raises(error("x")), ["fail"])
            assert result.exit_code in {2, 3, 4, 5}, error


def test_help_names_each_command_and_each_has_help_of_its_own() -> None:
    result = CliRunner().invoke(app, ["--help"])

    assert result.exit_code == 0
    for module in pkgutil.iter_modules(cli.__path__):
        if not module.name.startswith("_"):
            name = module.name.replace("_", "-")
            assert f"│ {name} " in result.stdout
            assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0


@pytest.mark.parametrize(
    ("words", "see"),
    [
        ("nonsense", "lamplight --help"),
        ("--nonsense", "lamplight --help"),
        ("queue --nonsense", "lamplight queue --help"),
        ("queue --top many", "lamplight queue --help"),
        ("hash", "lamplight hash --help"),
    ],
)
def test_words_that_mean_nothing_are_refused_in_one_line(words: str, see: str) -> None:
    result = CliRunner().invoke(app, words.split())

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert result.stderr.endswith(f"; see {see}\n")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "meant"), [("quue", "queue"), ("bank lst", "list"), ("explian", "explain")]
)
def test_of_a_mistyped_command_the_nearest_is_named(words: str, meant: str) -> None:
    result = CliRunner().invoke(app, words.split())

    assert result.exit_code == 2
    assert f"Did you mean {meant!r}? See lamplight" in result.stderr


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])

    assert (result.exit_code, result.stdout) == (0, f"lamplight {version('lamplight')}\n")


def test_a_full_disk_is_no_bug() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    result = CliRunner().invoke(program_that_raises(full), ["fail"])

    assert result.exit_code == 5
    assert result.stderr == "error: can't go on writing: No space left on device\n"


def test_output_that_finds_no_room_at_the_very_end_is_told_too() -> None:
    command = [sys.executable, "-c", "from lamplight.cli import app; app()", "indicators"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 5
    assert done.stderr == "error: can't go on writing: No space left on device\n"


@pytest.mark.parametrize(("command", "goes_on"), [("run", True), ("other", False)])
def test_ctrl_c_promises_no_more_than_the_command_keeps(command: str, goes_on: bool) -> None:
    program = typer.Typer(cls=OneLineErrors, pretty_exceptions_enable=False)

    @program.command("run")
    @program.command("other")
    def stopped() -> NoReturn:
        raise KeyboardInterrupt

    result = CliRunner().invoke(program, [command])

    assert result.exit_code == 130
    assert ("goes on" in result.stderr) == goes_on


def test_the_list_of_commands_is_made_without_reading_any() -> None:
    code = """import sys, lamplight.cli
try:
    lamplight.cli.app(["--help"])
finally:
    print(*(name for name in sys.modules if name.startswith("lamplight.cli.")))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    read = run.stdout.splitlines()[-1].split()
    assert [name for name in read if not name.startswith("lamplight.cli._")] == []
    assert "│ queue       The ranked leads." in run.stdout


def test_the_first_line_of_each_command_says_what_it_does() -> None:
    for file in Path(cli.__file__).parent.glob("[a-z]*.py"):
        first = file.read_text().splitlines()[0]
        assert first.startswith(f'"""lamplight {file.stem.replace("_", "-")}: '), file
