"""The README's commands run, and every command and option is documented there."""

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from factcheck.cli import app, exits, run
from factcheck.cli.check import Format

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


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
def test_the_python_examples_run(example) -> None:
    for library in re.findall(r"^(?:import|from) (\w+)", example, flags=re.MULTILINE):
        if find_spec(library) is None:
            pytest.skip(f"{library} of the extra recipes is not installed")
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
def test_every_command_and_option_is_documented_in_its_row(name, command) -> None:
    assert f"factcheck {name}" in README
    rows = re.findall(rf"^\| `factcheck {name}[` ].*$", README, flags=re.MULTILINE)
    if hasattr(command, "commands"):
        return
    assert len(rows) == 1
    for parameter in command.params:
        names = [name for name in parameter.opts if name.startswith("--")] or parameter.opts
        for option in names if parameter.param_type_name == "option" else ():
            assert option == "--help" or f"`{option}`" in rows[0], f"{name} {option}"


def test_every_exit_code_and_report_format_is_documented() -> None:
    told = re.search(r"Exit codes:(.*?)\n\n", README, flags=re.DOTALL)[1]
    codes = {value for name, value in vars(exits).items() if name.isupper()}
    assert codes == {int(number) for number in re.findall(r"\b\d+\b", told.partition("After")[0])}
    (row,) = re.findall(r"^\| `factcheck check .*$", README, flags=re.MULTILINE)
    for format_ in Format:
        assert re.search(rf"\b{format_}\b", row)
