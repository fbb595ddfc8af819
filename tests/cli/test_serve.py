"""`factcheck serve` refuses what would be unsafe before it loads anything."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest

from factcheck.cli import run

TOKEN = "0123456789abcdef-token"  # noqa: S105 - for these tests only


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "0.0.0.0"], "without a token"),  # noqa: S104 - refused
        (["--token", "short"], "16 or more"),
        (["--token", TOKEN, "--token-file", "token.txt"], "not both"),
        (["--token-file", "none.txt"], "Cannot read the token in 'none.txt'"),
        (["--token-file", "empty.txt"], "no token in 'empty.txt'"),
        (["--check-seconds", "0"], "check_seconds must be above 0"),
        (["--port", "70000"], "65535"),
        (["--waiting", "-1"], "--waiting"),
    ],
)
def test_what_is_unsafe_or_wrong_is_refused(arguments, told, capsys) -> None:
    Path("empty.txt").write_text("\n", encoding="utf-8")
    Path("token.txt").write_text(TOKEN, encoding="utf-8")
    assert run(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert TOKEN not in said


def test_a_missing_index_ends_with_3(capsys) -> None:
    assert run(["serve", "--index", "nowhere"]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_without_the_extra_the_command_says_what_to_install(monkeypatch, capsys) -> None:
    real = builtins.__import__

    def without(name, *rest):
        if name == "fastapi":
            raise ModuleNotFoundError("No module named 'fastapi'", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(["serve"]) == 2
    assert "factcheck-desk[serve]" in capsys.readouterr().err
