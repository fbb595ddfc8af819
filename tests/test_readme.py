"""The README's commands run, and every command and option is documented there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from factcheck.cli import app, run

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (.+)$", README, flags=re.MULTILINE)


def test_the_readme_opens_with_its_two_commands() -> None:
    assert "factcheck check seeds/articles/" in COMMANDS[0]
    assert "--index indexes/starter" in COMMANDS[0]
    assert COMMANDS[1].endswith("/bin/pytest")


def test_the_first_command_prints_a_report(monkeypatch, capsys) -> None:
    monkeypatch.chdir(REPOSITORY)
    arguments = shlex.split(COMMANDS[0].split("bin/factcheck ")[1])
    assert run(arguments) == 0
    printed = capsys.readouterr().out
    assert "CONTRADICTED" in printed
    assert "SUPPORTED" in printed


def test_the_python_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    outcome = subprocess.run(  # noqa: S603 - our own interpreter and README
        [sys.executable, "-c", example], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert outcome.returncode == 0, outcome.stderr


def names_of(command, prefix=""):
    """Name every command below this one."""
    for name, child in getattr(command, "commands", {}).items():
        yield f"{prefix}{name}", child
        yield from names_of(child, f"{prefix}{name} ")


@pytest.mark.parametrize(("name", "command"), list(names_of(get_command(app))), ids=str)
def test_every_command_and_option_is_documented(name, command) -> None:
    assert f"factcheck {name}" in README
    for parameter in command.params:
        for option in (name for name in parameter.opts if name.startswith("--") and name != "--help"):
            assert option in README, f"{name} {option}"
