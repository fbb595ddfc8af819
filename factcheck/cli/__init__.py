"""The command `factcheck`: one file a noun; the only room that prints."""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence

import typer

from factcheck.cli.commands import LazyGroup
from factcheck.cli.exits import BUG, INTERRUPTED, NOBODY_READS, exit_code
from factcheck.cli.shared import explain_error, note
from factcheck.errors import FactCheckError
from factcheck.version import __version__

YOUNG_OBJECTS = 50_000
"""New objects after which Python looks for garbage: imports make many that stay, and at its 700 took 9% of a check."""

app = typer.Typer(
    name="factcheck",
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - the signature is Typer's
    if asked:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def _factcheck(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show the version."),  # noqa: FBT001, FBT003 - the signature is Typer's
) -> None:
    """Check every claim of an article against trusted reports.

    Exit codes: 0 checked; 1 findings at or above --fail-on; 2 usage; 3 no or incompatible index; 4 input unreadable;
    70 bug; 130 interrupt.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command with these arguments and give its exit code; nothing but a bug in Python itself escapes."""
    try:
        outcome = app(args=list(arguments), prog_name="factcheck", standalone_mode=False)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit:  # how Typer and rich end when nobody reads what is printed any more (`| head`)
        return NOBODY_READS
    except (FactCheckError, typer.TyperException, typer.Abort, OSError) as err:
        explain_error(err)
        return exit_code(err)
    except Exception as err:  # noqa: BLE001 - the one place that maps a bug to its exit code
        traceback.print_exc()
        note(
            f"Bug: {type(err).__name__}: {err}. This is a fault of factcheck {__version__}; "
            "please report it with the lines above."
        )
        return BUG
    return outcome if isinstance(outcome, int) else 0


def main() -> None:
    """Run the command as the shell called it."""
    gc.set_threshold(YOUNG_OBJECTS)
    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: nothing is looked through for what may be freed
    sys.exit(code)
