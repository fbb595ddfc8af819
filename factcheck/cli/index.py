"""`factcheck index`: build and keep indexes of trusted reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.reports import described, keeping, read_reports, tell_refreshed
from factcheck.cli.shared import (
    INDEXES,
    EncoderOption,
    FieldOption,
    JSONOption,
    PrivateOption,
    index_folder,
    mapped_fields,
    new_index_folder,
    note,
    progress_bar,
    read_settings,
)

if TYPE_CHECKING:
    from factcheck.datatypes import Reference
    from factcheck.index import AddSummary

index_app = typer.Typer(no_args_is_help=True, help="Build and keep indexes of trusted reports.", rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Index: a folder, or a name under indexes/.")]
Sources = Annotated[
    list[str], typer.Argument(metavar="REPORTS...", help="Files, folders, archives, patterns, feeds or addresses.")
]


UpdateSources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[REPORTS...]", help="Files, folders, archives, patterns, feeds or addresses."),
]


@index_app.command()
def build(
    name: Name,
    sources: Sources,
    encoder: EncoderOption = None,
    field: FieldOption = None,
    *,
    allow_private: PrivateOption = None,
) -> None:
    """Build an index of reports; one of that name is replaced when the new one is complete."""
    from factcheck.index import build_index  # noqa: PLC0415 - loads numpy and SQLite

    settings = read_settings(encoder=encoder, fields=mapped_fields(field), allow_private=allow_private)
    folder = new_index_folder(name)
    with keeping(folder, "build", sources) as kept:
        reports = read_reports(sources, settings, kept=kept)
        with progress_bar("indexing") as bar:
            summary = build_index(folder, reports.references, settings=settings, progress=bar)
    _tell(folder, summary)


@index_app.command()
def add(
    name: Name,
    sources: Sources,
    encoder: EncoderOption = None,
    field: FieldOption = None,
    *,
    allow_private: PrivateOption = None,
) -> None:
    """Add reports; a report that is there already changes nothing."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings(encoder=encoder, fields=mapped_fields(field), allow_private=allow_private)
    folder = index_folder(name, settings)
    with keeping(folder, "add", sources) as kept:
        reports = read_reports(sources, settings, kept=kept)
        with ReferenceIndex.open(folder, settings=settings) as index, progress_bar("indexing") as bar:
            _tell(folder, index.add(reports.references, progress=bar))


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
    from factcheck.index import ReferenceIndex, refresh_index  # noqa: PLC0415 - loads faiss

    settings = read_settings(encoder=encoder, fields=mapped_fields(field), allow_private=allow_private)
    folder = index_folder(name, settings)
    with keeping(folder, "update", sources or ()) as kept, ReferenceIndex.open(folder, settings=settings) as index:
        if not sources:
            with progress_bar("updating") as bar:
                summary = refresh_index(index, settings=settings, kept=kept, progress=bar)
            tell_refreshed(name, folder, summary)
            return
        # Whoever maps fields anew wants pages read that have not changed.
        reports = read_reports(sources, settings, known=None if field else index.retrievals(), kept=kept)
        with progress_bar("indexing") as bar:
            done = index.update(reports.references, progress=bar)
        _tell(folder, done, n_unchanged=index.note_retrievals(reports.unchanged))


@index_app.command()
def withdraw(name: Name, reference_ids: Annotated[list[str], typer.Argument(metavar="ID...")]) -> None:
    """Withdraw reports by id: gone from every answer at once."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    with ReferenceIndex.open(index_folder(name, settings), settings=settings) as index:
        distinct = list(dict.fromkeys(reference_ids))
        for reference_id in distinct:  # one that is wrong leaves the others in the index
            index.reference(reference_id)
        for reference_id in distinct:
            index.withdraw(reference_id)
            note(f"withdrawn: {reference_id}")


@index_app.command("list")
def list_(name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None, *, json_: JSONOption = False) -> None:
    """List the reports of an index; without a name, the indexes under indexes/."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    if name is None:
        _list_indexes(as_json=json_)
        return
    with ReferenceIndex.open(index_folder(name, settings), settings=settings) as index:
        rows = [_row(reference) for reference in index.references()]
    if json_:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        known = ": ".join(part for part in (row["publisher"], row["title"]) if part) or row["url"] or row["path"]
        typer.echo(f"{row['reference_id']}  {(row['published'] or '-')[:10]:<10}  {known or '-'}")
    if not rows:
        note("The index holds no reports; add some with `factcheck index add NAME REPORTS`.")


def _list_indexes(*, as_json: bool) -> None:
    from factcheck.index import holds_index  # noqa: PLC0415 - loads numpy and SQLite

    folders = INDEXES.iterdir() if INDEXES.is_dir() else ()
    names = sorted(path.name for path in folders if not path.name.startswith(".") and holds_index(path))
    if as_json:
        typer.echo(json.dumps(names))
    elif names:
        typer.echo("\n".join(names))
    else:
        note("There are no indexes under indexes/ here; make one with `factcheck index build NAME REPORTS`.")


@index_app.command()
def show(name: Name, reference_id: Annotated[str, typer.Argument(metavar="ID")], *, json_: JSONOption = False) -> None:
    """Show one report with its passages and their characters."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    with ReferenceIndex.open(index_folder(name, settings), settings=settings) as index:
        reference, passages = index.reference(reference_id), index.passages_of(reference_id)
    if json_:
        spans = [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
        typer.echo(json.dumps({**_row(reference), "text": reference.text, "passages": spans}, ensure_ascii=False))
        return
    typer.echo(f"{reference.title or 'no title'}\n{reference.publisher or '-'}, {reference.published or 'no date'}")
    typer.echo("\n".join(described(reference)), nl=bool(described(reference)))
    for place in filter(None, (reference.url, reference.path)):
        typer.echo(place)
    for passage in passages:
        typer.echo(f"{passage.position:>3}  [{passage.start}, {passage.end})  {passage.text}")


@index_app.command()
def search(
    name: Name,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 5,
    encoder: EncoderOption = None,
    *,
    json_: JSONOption = False,
) -> None:
    """Find the passages closest to a text."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings(encoder=encoder)
    with ReferenceIndex.open(index_folder(name, settings), settings=settings) as index:
        found = index.search(text, k=k)
    if json_:
        rows = [
            {"similarity": s.similarity, "reference_id": s.passage.reference_id, "start": s.passage.start}
            | {"end": s.passage.end, "text": s.passage.text}
            for s in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for scored in found:
        typer.echo(f"{scored.similarity:.3f}  {scored.passage.passage_id}  {scored.passage.text}")


@index_app.command()
def verify(name: Name) -> None:
    """Check every hash, count and offset of an index; exit 3 when something is wrong."""
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads faiss

    settings = read_settings()
    with ReferenceIndex.open(index_folder(name, settings), settings=settings) as index:
        index.verify()
        note(f"{index.n_references} references and {index.n_passages} passages are as they should be")


def _row(reference: Reference) -> dict[str, str | None]:
    names = ("reference_id", "title", "publisher", "published", "url", "path", "sha256")
    told = ("author", "updated", "language", "published_from", "updated_from", "retrieved_at")
    return {name: getattr(reference, name) for name in (*names, *told)}


def _tell(folder: Path, summary: AddSummary, *, n_unchanged: int = 0) -> None:
    n_same = len(summary.unchanged) + n_unchanged
    note(f"{folder}: {len(summary.added)} added, {len(summary.replaced)} replaced, {n_same} unchanged")
