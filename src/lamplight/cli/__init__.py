"""The command line: a file for each group of commands, found by being here; no logic.

Each module names its commands in ``commands``, a typer.Typer; this one adds them to the program
and turns errors into one line and an exit code.
"""

import importlib
import pkgutil
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from lamplight import errors

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

    def main(self, *args: Any, **kwargs: Any) -> Any:  # the signature is click's
        try:
            return super().main(*args, **kwargs)
        except errors.LamplightError as error:
            typer.echo(f"error: {error}", err=True)
            sys.exit(next(code for kind, code in EXIT.items() if isinstance(error, kind)))
        except KeyboardInterrupt:
            typer.echo("stopped", err=True)
            sys.exit(INTERRUPTED)


app = typer.Typer(
    cls=OneLineErrors, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def main() -> None:
    """From files of ads to a ranked, explained queue of networks."""


for _module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
    _found = importlib.import_module(f"{__name__}.{_module}").commands
    app.registered_commands += _found.registered_commands
    app.registered_groups += _found.registered_groups
