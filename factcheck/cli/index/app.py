"""The command `factcheck index` that the files beside this one add to, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from factcheck.datatypes import Reference

index_app = typer.Typer(
    no_args_is_help=True, help="Build, keep, compare and hand on indexes of trusted reports.", rich_markup_mode=None
)
Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Index: a folder, a name under indexes/, or postgresql://...")
]
Sources = Annotated[
    list[str], typer.Argument(metavar="REPORTS...", help="Files, folders, archives, patterns, feeds or addresses.")
]


def row_of(reference: Reference) -> dict[str, str | None]:
    """Give what lists show of a report, by name."""
    names = ("reference_id", "title", "publisher", "published", "url", "path", "sha256")
    told = ("author", "updated", "language", "published_from", "updated_from", "retrieved_at")
    return {name: getattr(reference, name) for name in (*names, *told)}


def line_of(reference: Reference) -> str:
    """Show a report on one line: id, date, publisher and title, or else its address or file."""
    known = ": ".join(filter(None, (reference.publisher, reference.title))) or reference.url or reference.path or "-"
    return f"{reference.reference_id}  {(reference.published or '-')[:10]:<10}  {known}"
