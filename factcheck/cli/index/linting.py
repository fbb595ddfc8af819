"""`factcheck index lint`: faults of the reports of an index."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.exits import FINDINGS
from factcheck.cli.index.app import Name, index_app
from factcheck.cli.places import open_index
from factcheck.cli.shared import (
    EncoderOption,
    JSONOption,
    NLIOption,
    ThreadsOption,
    note,
    progress_bar,
    read_settings,
)
from factcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.lint import Fault, FaultKind, Place

ANY = "any"
_KINDS = (
    "contradiction, future_dated, misdated, undated, empty, language, same_address, duplicate, wire_copy or "
    "title_repeated"
)


@index_app.command()
def lint(
    name: Name,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="KIND", help=f"Look for {_KINDS} only.")] = None,
    fail_on: Annotated[
        list[str] | None, typer.Option("--fail-on", metavar="KIND", help="Exit 1 on a fault of this kind, or any.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Day that counts as today.")] = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    *,
    json_: JSONOption = False,
) -> None:
    """Look for reports that contradict each other, copies, wrong dates, empty and foreign texts."""
    from factcheck import lint as lint_room  # noqa: PLC0415 - loads torch

    settings = read_settings(encoder=encoder, nli=nli, n_threads=threads)
    kinds, fatal = _kinds(only, "--only"), _kinds(fail_on, "--fail-on")
    now = _end_of_day(as_of)
    with open_index(name, settings) as index, progress_bar("linting") as bar:
        faults = lint_room.lint(index, settings=settings, kinds=kinds or _kinds([ANY], ANY), now=now, progress=bar)
        n_references = index.n_references
    _show(faults, n_references, as_json=json_)
    if any(fault.kind in fatal for fault in faults):
        raise typer.Exit(FINDINGS)


def _kinds(given: list[str] | None, option: str) -> frozenset[FaultKind]:
    """Read kinds of fault; none when none are given.

    Raises:
        InputError: one is no kind.
    """
    from factcheck.lint import FaultKind  # noqa: PLC0415 - likewise

    wrong = next((kind for kind in given or () if kind != ANY and kind not in list(FaultKind)), None)
    if wrong is not None:
        raise InputError(f"{option} must be {ANY} or a kind of fault, got {wrong!r}; take {_KINDS}.")
    return frozenset(FaultKind) if given and ANY in given else frozenset(map(FaultKind, given or ()))


def _end_of_day(day: str | None) -> dt.datetime | None:
    """Give the last moment of a day as seen from where it ends last; None for no day.

    Raises:
        InputError: it is no date.
    """
    if day is None:
        return None
    try:
        return dt.datetime.combine(dt.date.fromisoformat(day), dt.time.max, tzinfo=dt.UTC)
    except ValueError as err:
        raise InputError(f"--as-of must be a date in ISO 8601, got {day!r}; write YYYY-MM-DD.") from err


def _show(faults: Sequence[Fault], n_references: int, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_row(fault) for fault in faults], ensure_ascii=False, indent=1))
    for fault in () if as_json else faults:
        sure = f" ({fault.confidence:.0%})" if fault.confidence < 1 else ""
        typer.echo(f"{fault.kind}{sure}: {fault.explanation}")
        for place in fault.places:
            typer.echo(_line(place))
        typer.echo(f"    {fault.advice}\n")
    counts = Counter(fault.kind for fault in faults)
    told = ", ".join(f"{n} {kind}" for kind, n in counts.items()) or "no faults"
    note(f"{n_references} reports: {told}")


def _line(place: Place) -> str:
    reference = place.reference
    known = ": ".join(filter(None, (reference.publisher, reference.title))) or reference.url or reference.path or "-"
    line = f"  {reference.reference_id}  {(reference.published or '-')[:10]:<10}  {known}"
    if place.span is None:
        return line
    return f"{line}\n    [{place.span.start}, {place.span.end})  {' '.join(place.span.text.split())}"


def _row(fault: Fault) -> dict[str, object]:
    names = ("reference_id", "title", "publisher", "published", "url", "path")
    return {
        "kind": fault.kind,
        "confidence": fault.confidence,
        "explanation": fault.explanation,
        "advice": fault.advice,
        "reports": [
            {name: getattr(place.reference, name) for name in names}
            | {
                "start": place.span and place.span.start,
                "end": place.span and place.span.end,
                "text": place.span and place.span.text,
            }
            for place in fault.places
        ],
    }
