"""The command line: a file for each command, found by being here; no logic.

A module has the name of its command, which ``commands``, a typer.Typer, holds; it is read only when
its command is called, so that none waits for what the others need. The list of commands is made of
the first lines of the files: ``lamplight NAME: what it does.`` Names that start with _ are no
commands. Errors become one line and an exit code.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from lamplight import errors
from lamplight.cli._telling import tell

EXIT: dict[type[errors.LamplightError], int] = {
    errors.BadInput: 2,
    errors.BadSettings: 2,
    errors.NotFound: 3,
    errors.Refused: 4,
    errors.Unavailable: 5,
    errors.LamplightError: 2,
}
INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended


class OneLineErrors(TyperGroup):
    """Errors raised on purpose become one line on stderr and an exit code; a bug shows as one."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except errors.LamplightError as error:
            tell(f"error: {error}", err=True)
            sys.exit(next(code for kind, code in EXIT.items() if isinstance(error, kind)))

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _usage_in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        try:
            with _usage_in_one_line(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("stopped; the same command goes on, or begins again", err=True)
            raise typer.Exit(INTERRUPTED) from None


@contextmanager
def _usage_in_one_line(ctx: Any = None) -> Iterator[None]:
    """What typer says of a command's words, without its box and with where to read on."""
    try:
        yield
    except TyperException as error:
        if said := error.format_message():
            command = ["lamplight", ctx and ctx.invoked_subcommand, "--help"]
            tell(f"error: {said.rstrip('.')}; see {' '.join(filter(None, command))}", err=True)
        raise typer.Exit(error.exit_code) from None


class Program(OneLineErrors):
    """Commands by the names of the files in this folder; typer keeps click's types to itself."""

    def list_commands(self, ctx: Any) -> list[str]:
        found = (info.name for info in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        return typer.main.get_group(module.commands).commands[cmd_name]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Without reading any command."""
        listed: dict[str, Any] = {
            name: TyperCommand(name, help=_first_line(name)) for name in self.list_commands(ctx)
        }
        TyperGroup(name=self.name, help=self.help, commands=listed).format_help(ctx, formatter)


def _first_line(command: str) -> str:
    """What a command's file says that it does."""
    file = Path(__file__).with_name(command.replace("-", "_") + ".py")
    with file.open(encoding="utf-8") as lines:
        said = lines.readline().strip().strip('"').removeprefix(f"lamplight {command}: ")
    return said[:1].upper() + said[1:]


app = typer.Typer(
    cls=Program, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def main() -> None:
    """From files of ads to a ranked, explained queue of networks."""
