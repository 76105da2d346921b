"""`python -m eval`: how well the system answers questions whose answers are known."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import TyperException

from eval.commands import COMMANDS, GROUPS
from rag.errors import RagError

app = typer.Typer(
    name="eval",
    help="Measure how well questions are answered whose answers are known.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for name, command in COMMANDS.items():
    app.command(name=name)(command)
for name, group in GROUPS.items():
    app.add_typer(group, name=name)


def main() -> None:
    """Runs the command; an error meant for people is one line on stderr and an exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        _complain(f"{error.format_message()} (try: python -m eval --help)", error.exit_code)
    except RagError as error:
        _complain(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _complain("stopped", 130)


def _complain(message: str, code: int) -> None:
    typer.echo(f"error: {message}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
