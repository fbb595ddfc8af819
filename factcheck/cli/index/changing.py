"""`factcheck index build|add|update|withdraw`: what changes an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.index.app import Name, Sources, index_app
from factcheck.cli.index.reports import keeping, read_reports, tell_refreshed
from factcheck.cli.places import beside, index_place, new_index_place, open_index, shared_building, shown
from factcheck.cli.shared import (
    EncoderOption,
    FieldOption,
    PrivateOption,
    mapped_fields,
    note,
    progress_bar,
    read_settings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.index import AddSummary
    from factcheck.settings import Settings

    Change = Callable[[str, list[str], Settings], tuple[str, AddSummary]]

UpdateSources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[REPORTS...]", help="Files, folders, archives, patterns, feeds or addresses."),
]


def _build(name: str, sources: list[str], settings: Settings) -> tuple[str, AddSummary]:
    """Build an index of reports; one of that name is replaced when the new one is complete."""
    from factcheck.index import build_index  # noqa: PLC0415 - loads numpy and SQLite

    place = new_index_place(name)
    with keeping(beside(place), "build", sources) as kept:
        references = read_reports(sources, settings, kept=kept).references
        with progress_bar("indexing") as bar:
            if isinstance(place, str):
                return shown(place), shared_building()(place, references, settings=settings, progress=bar)
            return str(place), build_index(place, references, settings=settings, progress=bar)


def _add(name: str, sources: list[str], settings: Settings) -> tuple[str, AddSummary]:
    """Add reports; a report that is there already changes nothing."""
    place = index_place(name, settings)
    with keeping(beside(place), "add", sources) as kept:
        references = read_reports(sources, settings, kept=kept).references
        with open_index(name, settings) as index, progress_bar("indexing") as bar:
            return shown(place), index.add(references, progress=bar)


def _add_command(command: str, change: Change) -> None:
    """Make a command of a change: both read reports and take the same options."""

    def run(
        name: Name,
        sources: Sources,
        encoder: EncoderOption = None,
        field: FieldOption = None,
        *,
        allow_private: PrivateOption = None,
    ) -> None:
        settings = read_settings(encoder=encoder, fields=mapped_fields(field), allow_private=allow_private)
        _tell(*change(name, sources, settings))

    index_app.command(command, help=change.__doc__)(run)


def _tell(place: str, summary: AddSummary, *, n_unchanged: int = 0) -> None:
    note(
        f"{place}: {len(summary.added)} added, {len(summary.replaced)} replaced, "
        f"{len(summary.unchanged) + n_unchanged} unchanged; "
        f"{summary.n_embedded} passages embedded, {summary.n_reused} reused"
    )


_add_command("build", _build)
_add_command("add", _add)


@index_app.command()
def update(
    name: Name,
    sources: UpdateSources = None,
    encoder: EncoderOption = None,
    field: FieldOption = None,
    *,
    allow_private: PrivateOption = None,
) -> None:
    """Add reports, replacing older versions of the same report (same address or file); alone, read all again."""
    from factcheck.index import refresh_index  # noqa: PLC0415 - loads faiss

    settings = read_settings(encoder=encoder, fields=mapped_fields(field), allow_private=allow_private)
    place = index_place(name, settings)
    with keeping(beside(place), "update", sources or ()) as kept, open_index(name, settings) as index:
        if not sources:
            with progress_bar("updating") as bar:
                summary = refresh_index(index, settings=settings, kept=kept, progress=bar)
            tell_refreshed(name, shown(place), summary)
            return
        # Whoever maps fields anew wants pages read that have not changed.
        reports = read_reports(sources, settings, known=None if field else index.retrievals(), kept=kept)
        with progress_bar("indexing") as bar:
            done = index.update(reports.references, progress=bar)
        _tell(shown(place), done, n_unchanged=index.note_retrievals(reports.unchanged))


@index_app.command()
def withdraw(name: Name, reference_ids: Annotated[list[str], typer.Argument(metavar="ID...")]) -> None:
    """Withdraw reports by id: gone from every answer at once."""
    settings = read_settings()
    with open_index(name, settings) as index:
        distinct = list(dict.fromkeys(reference_ids))
        for reference_id in distinct:  # one that is wrong leaves the others in the index
            index.reference(reference_id)
        for reference_id in distinct:
            index.withdraw(reference_id)
            note(f"withdrawn: {reference_id}")
