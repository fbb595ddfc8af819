"""Which module has which command: it is imported when the command is named, so that others do not wait for it."""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click import Context  # Typer gives the types of its groups no public name
    from typer._click.formatting import HelpFormatter

COMMANDS = {
    "check": ("check:check", "Check every claim of an article against trusted reports."),
    "claims": ("claims:claims", "List the claims of an article, and what is none and why."),
    "compare": ("compare:compare", "Compare two drafts and judge what changed."),
    "verify-citations": ("citations:verify_citations", "Find every citation of a report again."),
    "recheck": ("recheck:recheck", "Judge anew the verdicts whose cited words changed."),
    "evaluate": ("evaluate:evaluate", "Measure the verdicts on labelled claims."),
    "decide": ("decisions:decide", "Accept or override the verdict on one claim."),
    "doctor": ("doctor:doctor", "Check Python, SQLite, the models and the index."),
    "serve": ("serve:serve", "Serve the web page and the HTTP interface."),
    "index": ("index:index_app", "Build, keep, compare and hand on indexes of reports."),
    "batch": ("batch:batch_app", "Index reports and check claims by the million."),
    "ledger": ("ledger:ledger_app", "Keep checked reports in a ledger."),
    "decisions": ("decisions:decisions_app", "Editors' decisions on verdicts."),
    "config": ("config:config_app", "The settings in force."),
    "policy": ("policy:policy_app", "The rules of the desk."),
}
"""Each command in the order of the help: where it is, below `factcheck.cli`, and the line that lists it."""


class LazyGroup(TyperGroup):
    """Commands that are imported when they are asked for; their names and help lines are known without.

    Commands added with `app.command()` are there too, and listed last.
    """

    def __init__(self, *, commands: Mapping[str, Any], **given: Any) -> None:  # noqa: ANN401 - Typer's own options
        """Take what Typer gives a group."""
        super().__init__(commands=None, **given)
        self.commands = _Commands(commands)

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Give the names, without importing the commands."""
        return list(self.commands)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - likewise
        """Write the list of commands of the help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._line(name)) for name in self.commands])

    def _line(self, name: str) -> str:
        return COMMANDS[name][1] if name in COMMANDS else str(self.commands[name].get_short_help_str())


class _Commands(UserDict[str, Any]):
    """Commands by name; looking one up imports it."""

    def __init__(self, added: Mapping[str, Any]) -> None:
        super().__init__()
        self.data = {**dict.fromkeys(COMMANDS), **added}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Typer's commands have no public type
        if self.data[name] is None:
            self.data[name] = _imported(name)
        return self.data[name]


def _imported(name: str) -> Any:  # noqa: ANN401 - likewise
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"factcheck.cli.{module}"), attribute)
    if isinstance(found, typer.Typer):
        command: Any = get_group(found)
    else:
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command()(found)
        command = get_command(alone)
    command.name = name
    return command
