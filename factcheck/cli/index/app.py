"""The command `factcheck index` that the files beside this one add to, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.shared import note, progress_bar
from factcheck.errors import EmptyDocumentError
from factcheck.reading import Unread, read_all

if TYPE_CHECKING:
    from factcheck.datatypes import Reference
    from factcheck.settings import Settings

index_app = typer.Typer(
    no_args_is_help=True, help="Build, keep, compare and hand on indexes of trusted reports.", rich_markup_mode=None
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Index: a folder, or a name under indexes/.")]
Sources = Annotated[
    list[str], typer.Argument(metavar="REPORTS...", help="Files, folders, archives, patterns, feeds or addresses.")
]


def read_reports(sources: list[str], settings: Settings) -> list[Reference]:
    """Read the reports of all sources, naming on stderr what cannot be read.

    Raises:
        EmptyDocumentError: none could be read.
    """
    read: list[Reference] = []
    n_unread = 0
    with progress_bar("reading") as bar:
        for found in read_all(sources, settings=settings):
            if isinstance(found, Unread):
                n_unread += 1
                note(f"not read: {found.path_or_url}: {found.error}")
            else:
                read.append(found)
            bar(len(read), None)
    if n_unread:
        note(f"{n_unread} of {n_unread + len(read)} could not be read, see above")
    if not read:
        raise EmptyDocumentError(f"No report could be read from {', '.join(sources)}; nothing was changed.")
    return read


def row_of(reference: Reference) -> dict[str, str | None]:
    """Give what lists show of a report, by name."""
    names = ("reference_id", "title", "publisher", "published", "url", "path", "sha256")
    return {name: getattr(reference, name) for name in names}


def line_of(reference: Reference) -> str:
    """Show a report on one line: id, date, publisher and title, or else its address or file."""
    known = ": ".join(filter(None, (reference.publisher, reference.title))) or reference.url or reference.path or "-"
    return f"{reference.reference_id}  {(reference.published or '-')[:10]:<10}  {known}"
