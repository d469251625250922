"""The command line: a file for each group of commands, found by being here; no logic.

Each module names its commands in ``commands``, a typer.Typer; this one adds them to the program
and turns errors into one line and an exit code.
"""

import importlib
import pkgutil
import sys

import typer

from lamplight import errors

EXIT: dict[type[errors.LamplightError], int] = {
    errors.BadInput: 2,
    errors.BadSettings: 2,
    errors.NotFound: 3,
    errors.Refused: 4,
    errors.Unavailable: 5,
}


class _OneLineErrors(typer.core.TyperGroup):
    """Errors raised on purpose become one line on stderr and an exit code."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        try:
            return super().__call__(*args, **kwargs)
        except errors.LamplightError as error:
            typer.echo(f"error: {error}", err=True)
            sys.exit(next(code for kind, code in EXIT.items() if isinstance(error, kind)))


app = typer.Typer(
    cls=_OneLineErrors, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def main() -> None:
    """From files of ads to a ranked, explained queue of networks."""


for _module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
    app.registered_commands += importlib.import_module(
        f"{__name__}.{_module}"
    ).commands.registered_commands
