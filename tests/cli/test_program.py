"""What holds for every command: errors are one line and an exit code."""

from typing import NoReturn

import pytest
import typer
from typer.testing import CliRunner

from lamplight import errors
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


def test_help_names_each_command() -> None:
    result = CliRunner().invoke(app, ["--help"])

    assert result.exit_code == 0
    for command in app.registered_commands:
        assert command.callback
        assert (command.name or command.callback.__name__.replace("_", "-")) in result.stdout
