"""What the commands of `factcheck index` that read reports share: reading, resuming, and the summary at the end."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.cli.shared import note, progress_bar
from factcheck.errors import EmptyDocumentError, ReadError
from factcheck.reading import Unchanged, Unread, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from factcheck.datatypes import Reference, Retrieval
    from factcheck.index import RefreshSummary
    from factcheck.reading.fetching import KeptPages
    from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """What was read: references, and how the pages were asked for that have not changed."""

    references: tuple[Reference, ...]
    unchanged: tuple[Retrieval, ...]


@contextlib.contextmanager
def keeping(folder: Path, command: str, sources: Sequence[str]) -> Iterator[KeptPages]:
    """Keep what is fetched until the work is done, so that the same command continues where this one was stopped.

    What could not be read is no reason to keep the rest: a command that fails by it begins anew.
    """
    from factcheck.reading.fetching import kept_for  # noqa: PLC0415 - loads httpx

    kept = kept_for(folder, command=command, sources=sources)
    try:
        yield kept
    except ReadError:
        kept.clear()
        raise
    kept.clear()


def read_reports(
    sources: list[str],
    settings: Settings,
    *,
    known: Mapping[str, Retrieval] | None = None,
    kept: KeptPages | None = None,
) -> Reports:
    """Read the reports of all sources; what could not be read is told on stderr at the end, each with its reason.

    Raises:
        EmptyDocumentError: there was nothing to read in any of them.
        ReadError: a source cannot be read.
    """
    references: list[Reference] = []
    unchanged: list[Retrieval] = []
    unread: list[Unread] = []
    with progress_bar("reading") as bar:
        for found in read_all(sources, settings=settings, known=known, kept=kept):
            if isinstance(found, Unread):
                unread.append(found)
            elif isinstance(found, Unchanged):
                unchanged.append(found.retrieval)
            else:
                references.append(found)
            bar(len(references) + len(unchanged) + len(unread), None)
    tell_unread(unread, n_read=len(references) + len(unchanged))
    if not references and not unchanged:
        raise EmptyDocumentError(f"No report could be read from {', '.join(sources)}; nothing was changed.")
    return Reports(references=tuple(references), unchanged=tuple(unchanged))


def tell_unread(unread: Sequence[Unread], *, n_read: int) -> None:
    """Name what could not be read, each with the reason, and say how many they are."""
    for each in unread:
        note(f"not read: {each.path_or_url}: {each.error}")
    if unread:
        note(f"{len(unread)} of {len(unread) + n_read} could not be read, see above")


def described(reference: Reference) -> list[str]:
    """Give lines on author, language, dates with the signals they came from, and when it was fetched, as known."""
    dates = ((name, getattr(reference, name), getattr(reference, f"{name}_from")) for name in ("published", "updated"))
    lines = [f"{name} {date}, from {signal}" for name, date, signal in dates if date and signal]
    known = {"by": reference.author, "language": reference.language, "fetched": reference.retrieved_at}
    return [f"{name} {value}" for name, value in known.items() if value] + lines


def tell_refreshed(name: str, place: str, summary: RefreshSummary) -> None:
    """Say what reading all reports of an index again has found."""
    tell_unread(summary.failed, n_read=len(summary.changed) + len(summary.unchanged))
    for gone in summary.gone:
        note(f"gone: {gone.reference_id}: {gone.path_or_url}: {gone.why}")
    if summary.gone:
        note(f"What is gone stays in the index; `factcheck index withdraw {name} ID` takes it out.")
    if summary.n_new:
        note(f"{summary.n_new} new records were not taken in; `factcheck index add {name} REPORTS` does.")
    if summary.n_placeless:
        note(f"{summary.n_placeless} reports have neither address nor path and were not read again")
    note(
        f"{place}: {len(summary.changed)} changed, {len(summary.unchanged)} unchanged, {len(summary.gone)} gone, "
        f"{len(summary.failed)} failed; {summary.n_embedded} passages embedded, {summary.n_reused} reused"
    )
