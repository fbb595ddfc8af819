"""How fast the command starts, held by what it imports: times are noisy, imports are not."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from typer.main import get_command

from factcheck.cli import app
from factcheck.cli.commands import COMMANDS, LazyGroup

HEAVY = {
    "babel", "dateparser", "faiss", "httpx", "jinja2", "lxml", "numpy", "pint", "pyarrow", "pydantic",
    "pydantic_settings", "rapidfuzz", "rich", "sentence_transformers", "sentencex", "sklearn", "sqlite3", "torch",
    "trafilatura", "transformers",
}  # fmt: skip
MOST_MODULES = 320
"""Modules that `--version` may import; 201 were enough in November 2026, 1,200 were loaded when all commands were."""


def imported(*arguments: str) -> set[str]:
    """Run the command in a process of its own, and name the modules it has imported at the end."""
    code = (
        "import sys; from factcheck.cli import run; code = run(sys.argv[1:]); "
        "print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(code)"
    )
    outcome = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return set(outcome.stderr.split())


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_import_no_room_and_no_heavy_library(argument) -> None:
    modules = imported(argument)
    assert not {name.partition(".")[0] for name in modules} & HEAVY
    own = {name for name in modules if name.startswith("factcheck.")}
    assert own == {"factcheck.errors", "factcheck.version"} | {
        f"factcheck.cli{name}" for name in ("", ".commands", ".exits", ".shared")
    }
    assert len(modules) < MOST_MODULES


def test_a_command_imports_no_other_command() -> None:
    modules = imported("policy", "--help")
    assert "factcheck.cli.policy" in modules
    assert not modules & {"factcheck.cli.check", "factcheck.cli.serve", "factcheck.cli.recheck"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_stands_under_its_name_and_its_line_is_not_cut_off(name, capsys) -> None:
    command = get_command(app).commands[name]
    assert command.name == name
    assert command.help
    assert get_command(app).main(args=["--help"], prog_name="factcheck", standalone_mode=False) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.split()[:1] == [name]]
    assert line.endswith(COMMANDS[name][1])


def test_commands_added_with_typer_are_there_too(capsys) -> None:
    mixed = typer.Typer(cls=LazyGroup, add_completion=False, rich_markup_mode=None)

    @mixed.callback()
    def _group() -> None:
        """Make it a group."""

    @mixed.command()
    def own() -> None:
        """Do a thing of its own."""
        typer.echo("done")

    group = get_command(mixed)
    group.main(args=["own"], prog_name="x", standalone_mode=False)
    group.main(args=["--help"], prog_name="x", standalone_mode=False)
    out = capsys.readouterr().out
    assert out.startswith("done")
    assert "Do a thing of its own." in out
    assert "Editors' decisions" in out


def test_checking_plain_text_loads_no_reader_of_other_formats() -> None:
    code = (
        "import sys, factcheck.checker, factcheck.cli.check, factcheck.report.terminal; "
        "from factcheck.reading import read_article; from factcheck.settings import Settings; "
        "read_article('-', settings=Settings()); print(*sys.modules, sep='\\n')"
    )
    outcome = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], input="The dam held.", capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    loaded = {name.partition(".")[0] for name in outcome.stdout.split()}
    assert "factcheck" in loaded
    assert not loaded & {
        "babel", "dateparser", "faiss", "filelock", "httpcore", "httpx", "jinja2", "lxml", "markdown_it", "pandas",
        "pint", "py3langid", "pyarrow", "pypdf", "sklearn", "torch", "trafilatura", "transformers",
    }  # fmt: skip
