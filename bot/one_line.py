"""The one place where an error on the command line becomes a line, and exit code 2."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from bot.told import told

_Params = ParamSpec("_Params")

BAD = 2


def one_line(command: Callable[_Params, None]) -> Callable[_Params, None]:
    """The command, with each error that a person can mend told in one line. Ctrl+C ends it quietly."""

    @wraps(command)
    def run(*args: _Params.args, **kwargs: _Params.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            raise typer.Exit(0) from None
        except Exception as error:
            if (line := told(error)) is None:
                raise
            typer.echo(f"samrad: {line}", err=True)
            raise typer.Exit(BAD) from None

    return run
