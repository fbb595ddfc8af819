"""The command `factcheck`: one file a noun; the only room that prints."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

import typer

from factcheck.cli.batch import batch_app
from factcheck.cli.check import check
from factcheck.cli.citations import verify_citations
from factcheck.cli.claims import claims
from factcheck.cli.compare import compare
from factcheck.cli.config import config_app
from factcheck.cli.decisions import decide, decisions_app
from factcheck.cli.doctor import doctor
from factcheck.cli.evaluate import evaluate
from factcheck.cli.exits import BUG, INTERRUPTED, NOBODY_READS, exit_code
from factcheck.cli.index import index_app
from factcheck.cli.ledger import ledger_app
from factcheck.cli.policy import policy_app
from factcheck.cli.recheck import recheck
from factcheck.cli.serve import serve
from factcheck.cli.shared import explain_error, note
from factcheck.errors import FactCheckError
from factcheck.version import __version__

app = typer.Typer(
    name="factcheck", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
app.command()(check)
app.command()(claims)
app.command()(compare)
app.command("verify-citations")(verify_citations)
app.command()(recheck)
app.command()(evaluate)
app.command()(decide)
app.command()(doctor)
app.add_typer(index_app, name="index")
app.add_typer(batch_app, name="batch")
app.add_typer(ledger_app, name="ledger")
app.command()(serve)
app.add_typer(decisions_app, name="decisions")
app.add_typer(config_app, name="config")
app.add_typer(policy_app, name="policy")


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
    sys.exit(run(sys.argv[1:]))
