"""`factcheck index export|import`: an index as one file that another desk can load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.index.app import Name, index_app
from factcheck.cli.shared import (
    EncoderOption,
    index_folder,
    new_index_folder,
    note,
    read_settings,
    require_writable,
)


@index_app.command("export")
def export(name: Name, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write an index to one file that another desk can import; the same reports give the same bytes."""
    from factcheck.index import ReferenceIndex, export_index  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    folder = index_folder(name, settings)
    require_writable(file)
    with ReferenceIndex.open(folder, settings=settings) as index:
        n_references = export_index(index, file)
    note(f"{file}: {n_references} reports of {folder}")


@index_app.command("import")
def import_(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    encoder: EncoderOption = None,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the index of that name.")] = False,
) -> None:
    """Make an index of an exported file; everything in it is checked first, and nothing is embedded again."""
    from factcheck.index import import_index  # noqa: PLC0415 - loads faiss

    settings = read_settings(encoder=encoder)
    folder = new_index_folder(name)
    n_references = import_index(folder, file, settings=settings, replace=replace)
    note(f"{folder}: {n_references} reports of {file}")
