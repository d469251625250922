"""The command line: a file for each command, found by being here; no logic.

A module has the name of its command, which ``commands``, a typer.Typer, holds; it is read only when
its command is called, so that none waits for what the others need. The list of commands is made of
the first lines of the files: ``lamplight NAME: what it does.`` Names that start with _ are no
commands. Errors become one line and an exit code.
"""

import errno
import importlib
import io
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

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
_TYPES = re.compile(r"Input (should be [^,]*)(?:, .*)?$")  # what pydantic says of an option's type
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class OneLineErrors(TyperGroup):
    """Errors raised on purpose become one line on stderr and an exit code; a bug shows as one."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return _written(super().main, *args, **kwargs)
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
            goes_on = "; the same command goes on" if ctx.invoked_subcommand == "run" else ""
            typer.echo(f"stopped{goes_on}", err=True)
            raise typer.Exit(INTERRUPTED) from None


def _written(command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What a command gives, all its output written. Raises Unavailable where there is no room."""
    try:
        try:
            return command(*args, **kwargs)
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _drop_output()
        raise errors.Unavailable(f"can't go on writing: {error.strerror}") from None


def _drop_output() -> None:
    """What still waits to be written where there is no room, lest Python try again at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = io.StringIO()


@contextmanager
def _usage_in_one_line(ctx: Any = None) -> Iterator[None]:
    """What typer says of a command's words, without its box and with where to read on."""
    try:
        yield
    except TyperException as error:
        if said := _TYPES.sub(r"\1", error.format_message()):
            see = f"{_command(getattr(error, 'ctx', None) or ctx)} --help"
            said = f"{said} See" if said.endswith("?") else f"{said.rstrip('.')}; see"
            tell(f"error: {said} {see}", err=True)
        raise typer.Exit(error.exit_code) from None


def _command(ctx: Any) -> str:
    """How a person called what an error is about."""
    names = [ctx.invoked_subcommand] if ctx and ctx.invoked_subcommand else []
    while ctx and ctx.parent:
        names.insert(0, ctx.info_name)
        ctx = ctx.parent
    return " ".join(["lamplight", *names])


class Program(OneLineErrors):
    """Commands by the names of the files in this folder; typer keeps click's types to itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names: dict[str, Any] = dict.fromkeys(self.list_commands(None))
        self.commands = names  # what a mistyped one is held to

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
        group = TyperGroup(name=self.name, help=self.help, params=self.params, commands=listed)
        group.format_help(ctx, formatter)


def _first_line(command: str) -> str:
    """What a command's file says that it does."""
    file = Path(__file__).with_name(command.replace("-", "_") + ".py")
    with file.open(encoding="utf-8") as lines:
        said = lines.readline().strip().strip('"').removeprefix(f"lamplight {command}: ")
    return said[:1].upper() + said[1:]


app = typer.Typer(
    cls=Program, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # which no other command should wait for

        typer.echo(f"lamplight {version('lamplight')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Which Lamplight this is."
        ),
    ] = False,
) -> None:
    """From files of ads to a ranked, explained queue of networks."""
