"""`factcheck index list|show`: what is in an index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli.index.app import Name, index_app, line_of, row_of
from factcheck.cli.index.reports import described
from factcheck.cli.places import open_index
from factcheck.cli.shared import INDEXES, JSONOption, note, read_settings
from factcheck.errors import IndexStoreError


@index_app.command("list")
def list_(name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None, *, json_: JSONOption = False) -> None:
    """List the reports of an index; without a name, the indexes under indexes/ with their digests."""
    settings = read_settings()
    if name is None:
        _list_indexes(as_json=json_)
        return
    with open_index(name, settings) as index:
        references = index.references()
    if json_:
        typer.echo(json.dumps([row_of(reference) for reference in references], ensure_ascii=False, indent=1))
        return
    for reference in references:
        typer.echo(line_of(reference))
    if not references:
        note("The index holds no reports; add some with `factcheck index add NAME REPORTS`.")


def _list_indexes(*, as_json: bool) -> None:
    from factcheck.index import holds_index  # noqa: PLC0415 - loads numpy and SQLite

    folders = INDEXES.iterdir() if INDEXES.is_dir() else ()
    rows = [_counted(path) for path in sorted(folders) if not path.name.startswith(".") and holds_index(path)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for row in () if as_json else rows:
        size = f"{row['n_references']} reports, {row['n_passages']} passages, {row['digest']}"
        typer.echo(f"{row['name']}  {size if row['error'] is None else row['error']}")
    if not rows and not as_json:
        note("There are no indexes under indexes/ here; make one with `factcheck index build NAME REPORTS`.")


def _counted(folder: Path) -> dict[str, Any]:
    """Say how large an index is and what its digest is; one that cannot be opened hides no other."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    row: dict[str, Any] = {"name": folder.name, "n_references": None, "n_passages": None, "digest": None}
    try:
        with ReferenceIndex.open(folder) as index:
            counted = {"n_references": index.n_references, "n_passages": index.n_passages}
            return row | counted | {"digest": index.fingerprint, "error": None}
    except IndexStoreError as err:
        return row | {"error": str(err)}


@index_app.command()
def show(name: Name, reference_id: Annotated[str, typer.Argument(metavar="ID")], *, json_: JSONOption = False) -> None:
    """Show one report with its passages and their characters."""
    settings = read_settings()
    with open_index(name, settings) as index:
        reference, passages = index.reference(reference_id), index.passages_of(reference_id)
    if json_:
        spans = [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
        typer.echo(json.dumps({**row_of(reference), "text": reference.text, "passages": spans}, ensure_ascii=False))
        return
    typer.echo(f"{reference.title or 'no title'}\n{reference.publisher or '-'}, {reference.published or 'no date'}")
    typer.echo("\n".join(described(reference)), nl=bool(described(reference)))
    for place in filter(None, (reference.url, reference.path)):
        typer.echo(place)
    for passage in passages:
        typer.echo(f"{passage.position:>3}  [{passage.start}, {passage.end})  {passage.text}")
