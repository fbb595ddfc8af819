"""Prints what a new draft changes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from factcheck.cli.keeping import open_sheet
from factcheck.datatypes import Verdict

if TYPE_CHECKING:
    from factcheck.drafts import Compared, Comparison
    from factcheck.report.terminal import Sheet


def print_comparison(comparison: Comparison, *, as_json: bool) -> None:
    """Print every claim as JSON, or for people those that changed and what that does to their verdicts."""
    if not as_json:
        _write(comparison)
        return
    from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - for JSON only

    rows = [encode(row) | {"effect": row.effect.value} for row in comparison.rows]
    mismatches = [asdict(each) for each in comparison.mismatches]
    typer.echo(dumps({"mismatches": mismatches, "n_judged": comparison.n_judged, "claims": rows}, indent=1))


def _write(comparison: Comparison) -> None:
    from factcheck.drafts import Change, Effect  # noqa: PLC0415 - only when there is something to show
    from factcheck.report.wording import plural  # noqa: PLC0415 - likewise

    sheet = open_sheet()
    for row in comparison.rows:
        if row.change not in {Change.SAME, Change.MOVED} or row.effect != Effect.KEPT:
            _write_row(sheet, row)
    rows = comparison.rows
    changes = ", ".join(f"{sum(row.change == change for row in rows)} {change.value}" for change in Change)
    effects = ", ".join(f"{sum(row.effect == effect for row in rows)} {effect.value}" for effect in Effect)
    sheet.write(sheet.text(f"{plural(len(rows), 'claim')}: {changes}", "bold"))
    sheet.write(sheet.text(f"Verdicts: {effects}; {plural(comparison.n_judged, 'claim')} judged now", "bold"))


def _write_row(sheet: Sheet, row: Compared) -> None:
    from factcheck.drafts import differing_words  # noqa: PLC0415 - only when there is something to show
    from factcheck.report.plain import pieces  # noqa: PLC0415 - likewise
    from factcheck.report.terminal import outcome_words  # noqa: PLC0415 - likewise
    from factcheck.report.wording import citation, why  # noqa: PLC0415 - likewise

    number = row.new.number if row.new else row.old.number if row.old else 0
    sheet.write(sheet.text(f"{number}. {row.change.upper()}, verdict {row.effect}", "bold"))
    old_words, new_words = differing_words(row.old.text, row.new.text) if row.old and row.new else ([], [])
    if row.old and (row.new is None or row.old.text != row.new.text):
        was = sheet.marked(pieces(row.old.text, old_words, start=0), "[-", "-]")
        sheet.write(sheet.text("Was: ").append_text(was), level=1)
    if row.old_outcome:
        sheet.write(sheet.text("Was: ").append_text(outcome_words(sheet, row.old_outcome)), level=1)
    if row.new:
        now = sheet.marked(pieces(row.new.text, new_words, start=0), "{+", "+}")
        sheet.write(sheet.text("Now: ").append_text(now), level=1)
        sheet.write(sheet.text("Now: ").append_text(outcome_words(sheet, row.new_outcome)), level=1)
    if isinstance(row.new_outcome, Verdict):
        shown = row.new_outcome.evidence[:1]
        sheet.write(sheet.text(why(row.new_outcome, shown)), level=1)
        for evidence in shown:
            sheet.write(sheet.text(f"Report: {evidence.passage.text}"), level=1)
            sheet.write(sheet.text(citation(evidence), "dim"), level=2)
    sheet.gap()
