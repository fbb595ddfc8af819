"""`factcheck index diff`: how an index differs from another, or from the reports on disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.index.app import Name, index_app, line_of, row_of
from factcheck.cli.index.reports import read_reports
from factcheck.cli.places import open_index
from factcheck.cli.shared import (
    FieldOption,
    JSONOption,
    PrivateOption,
    index_folder,
    mapped_fields,
    note,
    read_settings,
)
from factcheck.errors import IndexMissingError
from factcheck.scale.address import is_address

if TYPE_CHECKING:
    from factcheck.datatypes import Passage, Reference
    from factcheck.index import ChangedReference, IndexDifference
    from factcheck.settings import Settings


@index_app.command()
def diff(
    name: Name,
    other: Annotated[
        list[str], typer.Argument(metavar="NAME|REPORTS...", help="Another index, or files, folders and addresses.")
    ],
    field: FieldOption = None,
    *,
    allow_private: PrivateOption = None,
    json_: JSONOption = False,
) -> None:
    """Show which reports of another index, or of files and addresses, are new, gone or changed, and what changed."""
    from factcheck.index import compare_references  # noqa: PLC0415 - loads faiss

    settings = read_settings(fields=mapped_fields(field), allow_private=allow_private)
    with open_index(name, settings) as index:
        found = compare_references(index.references(), _references(other, settings))
    if json_:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=1))
    else:
        _show(found)
    counted = f"{len(found.added)} added, {len(found.gone)} gone, {len(found.changed)} changed"
    note(f"{counted}, {found.n_unchanged} unchanged")


def _references(other: list[str], settings: Settings) -> list[Reference]:
    """Give the reports of an index if that is what is named, or read them from their sources."""
    from factcheck.index import ReferenceIndex, holds_index  # noqa: PLC0415 - loads faiss

    if len(other) == 1 and is_address(other[0]):
        with open_index(other[0], settings) as index:
            return index.references()
    if len(other) == 1:
        try:
            folder = index_folder(other[0], settings)
        except IndexMissingError:  # then it is a file or an address
            return list(read_reports(other, settings).references)
        if holds_index(folder):
            with ReferenceIndex.open(folder, settings=settings) as index:
                return index.references()
    return list(read_reports(other, settings).references)


def _show(found: IndexDifference) -> None:
    for sign, references in (("+", found.added), ("-", found.gone)):
        for reference in references:
            typer.echo(f"{sign} {line_of(reference)}")
    for changed in found.changed:
        typer.echo(f"~ {line_of(changed.new)}")
        if changed.old.reference_id != changed.new.reference_id:
            typer.echo(f"    was {changed.old.reference_id}")
        for name, (old, new) in changed.fields.items():
            typer.echo(f"    {name}: {old or '-'} -> {new or '-'}")
        for sign, passages in (("-", changed.gone), ("+", changed.added)):
            for passage in passages:
                typer.echo(f"    {sign} [{passage.start}, {passage.end})  {passage.text}")


def _as_json(found: IndexDifference) -> dict[str, object]:
    return {
        "added": [row_of(reference) for reference in found.added],
        "gone": [row_of(reference) for reference in found.gone],
        "changed": [_changed_as_json(changed) for changed in found.changed],
        "n_unchanged": found.n_unchanged,
    }


def _changed_as_json(changed: ChangedReference) -> dict[str, object]:
    def spans(passages: tuple[Passage, ...]) -> list[dict[str, object]]:
        return [{"start": passage.start, "end": passage.end, "text": passage.text} for passage in passages]

    return {
        "old": row_of(changed.old),
        "new": row_of(changed.new),
        "fields": {name: {"old": old, "new": new} for name, (old, new) in changed.fields.items()},
        "gone": spans(changed.gone),
        "added": spans(changed.added),
    }
