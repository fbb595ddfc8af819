"""`factcheck index export|import|copy|migrate`: an index as a file for another desk, or in another place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.index.app import Name, index_app
from factcheck.cli.places import index_place, new_index_place, open_index, shown
from factcheck.cli.shared import (
    EncoderOption,
    new_index_folder,
    note,
    progress_bar,
    read_settings,
    require_writable,
)


@index_app.command("export")
def export(name: Name, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write an index to one file that another desk can import; the same reports give the same bytes."""
    from factcheck.index import export_index  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    place = index_place(name, settings)
    require_writable(file)
    with open_index(name, settings) as index:
        n_references = export_index(index, file)
    note(f"{file}: {n_references} reports of {shown(place)}")


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


@index_app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Index: a folder, a name or an address.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where the copy will be, likewise.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the index that is there.")] = False,
) -> None:
    """Copy an index between a folder and PostgreSQL, either way; nothing is embedded again, verdicts stay the same."""
    from factcheck.scale import require_postgres  # noqa: PLC0415 - loads numpy and SQLite

    require_postgres()
    from factcheck.scale.postgres import copy_index  # noqa: PLC0415 - the extra's libraries

    settings = read_settings()
    origin, place = index_place(source, settings), new_index_place(target)
    with progress_bar("copying") as bar:
        n_references = copy_index(origin, place, replace=replace, progress=bar)
    note(f"{shown(place)}: {n_references} reports of {shown(origin)}")


@index_app.command()
def migrate(address: Annotated[str, typer.Argument(metavar="ADDRESS", help="postgresql://HOST/DATABASE#NAME")]) -> None:
    """Bring an index in PostgreSQL to this version, and make its roles and search index where they are missing."""
    from factcheck.scale import require_postgres  # noqa: PLC0415 - loads numpy and SQLite

    require_postgres()
    from factcheck.scale.postgres import PostgresIndex  # noqa: PLC0415 - the extra's libraries

    with PostgresIndex.migrate(address) as index:
        index.index_vectors()
        note(f"{index.name}: {index.n_references} reports, tables of this version")
