"""The options that say under which rules a check is made, and a word on what the rules leave out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.shared import note

if TYPE_CHECKING:
    from factcheck.checker import FactChecker

PolicyOption = Annotated[
    Path | None,
    typer.Option("--policy", metavar="FILE", help="Policy file; else policy.toml beside the index or here."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer with the reports published by this day, as in 2024-05-02."),
]


def note_left_out(checker: FactChecker) -> None:
    """Say on stderr how many reports the rules leave out and why; nothing when they leave out none."""
    permitted = checker.permitted()
    left_out = permitted.left_out if permitted else {}
    if left_out:
        told = ", ".join(f"{n} {reason}" for reason, n in sorted(left_out.items()))
        note(f"Left out of {checker.index.n_references} reports: {told}.")
