"""What the commands share: options, settings, progress bars, output files and error lines."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError

from factcheck.errors import IndexMissingError, InputError
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INDEXES = Path("indexes")

IndexOption = Annotated[
    str | None, typer.Option("--index", "-i", metavar="NAME", help="Index: a folder, or a name under indexes/.")
]
EncoderOption = Annotated[
    str | None, typer.Option("--encoder", metavar="MODEL", help="Encoder: 'embedded', a Hugging Face id or a folder.")
]
NLIOption = Annotated[
    str | None, typer.Option("--nli", metavar="MODEL", help="NLI model: 'embedded', a Hugging Face id or a folder.")
]
ThreadsOption = Annotated[
    int | None, typer.Option("--threads", min=0, help="Threads of every pool; 0 takes all cores.")
]
JSONOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def read_settings(**given: Any) -> Settings:  # noqa: ANN401 - the values of options, checked by Settings
    """Make settings of the options that were given; the rest comes from environment, factcheck.toml and defaults.

    Raises:
        InputError: a value is outside its range, or factcheck.toml is malformed.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except (ValidationError, SettingsError, ValueError) as err:
        raise InputError(f"The settings are not usable: {err} Run `factcheck config show` for what they mean.") from err


def index_folder(name: str | None, settings: Settings) -> Path:
    """Find the folder of an index: a path as it is, a bare name under indexes/.

    Raises:
        IndexMissingError: there is neither.
    """
    if name is None:
        return settings.index
    for folder in (Path(name), INDEXES / name):
        if folder.is_dir():
            return folder
    raise IndexMissingError(
        f"There is no index {name!r}, here or under {str(INDEXES)!r}. Make one: factcheck index build {name} REPORTS..."
    )


@contextlib.contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr while something is done, none when stderr is not a terminal."""
    from rich.console import Console  # noqa: PLC0415 - not needed for --version and errors
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_output(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file whole or not at all."""
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    part = output.with_name(f".{output.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, output)  # noqa: PTH105 - atomic, unlike a second write


def note(text: str) -> None:
    """Print a line for people on stderr."""
    typer.echo(text, err=True)


def explain_error(err: BaseException, *, prefix: str = "Error") -> None:
    """Print what failed on stderr; the interrupt of a person needs no words."""
    message = err.format_message() if isinstance(err, typer.TyperException) else str(err)
    note(f"{prefix}: {message or type(err).__name__}")
