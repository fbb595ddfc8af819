"""`factcheck ledger`: the checked reports that were kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.keeping import LedgerOption, open_ledger, open_sheet, place_of, read_report
from factcheck.cli.places import open_index
from factcheck.cli.shared import IndexOption, JSONOption, note, read_settings

if TYPE_CHECKING:
    from factcheck.ledger import Kept
    from factcheck.settings import Settings

ledger_app = typer.Typer(no_args_is_help=True, help="Keep checked reports in a ledger.", rich_markup_mode=None)
ReportId = Annotated[str, typer.Argument(metavar="ID", help="Id of a report, or how it begins.")]


@ledger_app.command()
def add(
    reports: Annotated[list[str], typer.Argument(metavar="REPORT.json...", help="Reports of --format json.")],
    ledger: LedgerOption = None,
    index: IndexOption = None,
) -> None:
    """Keep reports written as JSON, the same one once; --index says what they were checked against."""
    settings = read_settings(ledger=ledger)
    read = [read_report(source) for source in reports]  # all before any is kept
    place = None if index is None else _place(index, settings)
    with open_ledger(settings, create=True) as opened:
        for source, report in zip(reports, read, strict=True):
            report_id, is_new = opened.add(report, index_path=place)
            note(f"{'kept' if is_new else 'there already'}: {report_id}  {source}")


@ledger_app.command("list")
def list_(
    ledger: LedgerOption = None,
    cites: Annotated[
        str | None, typer.Option("--cites", metavar="ID", help="Only those that cite this report.")
    ] = None,
    *,
    json_: JSONOption = False,
) -> None:
    """List the reports, the oldest check first."""
    with open_ledger(read_settings(ledger=ledger)) as opened:
        entries = opened.entries(citing=cites)
    if json_:
        from factcheck.report.json_format import dumps  # noqa: PLC0415 - for JSON only

        typer.echo(dumps([asdict(entry) for entry in entries], indent=1))
        return
    sheet = open_sheet()
    for entry in entries:
        sheet.write(sheet.text(f"{entry.report_id}  {entry.checked_at[:16]}  {entry.article}"))
    if not entries:
        note("The ledger holds no such report; `factcheck check ARTICLE --ledger FILE` keeps one.")


@ledger_app.command()
def show(report_id: ReportId, ledger: LedgerOption = None, *, json_: JSONOption = False) -> None:
    """Show a report as it was, and the verdicts that were judged anew since."""
    with open_ledger(read_settings(ledger=ledger)) as opened:
        kept = opened.get(report_id)
    if json_:
        from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - for JSON only

        rejudged = encode(kept.rejudged)
        typer.echo(dumps({**asdict(kept.entry), "report": kept.report.to_dict(), "rejudged": rejudged}, indent=1))
        return
    _write(kept)


@ledger_app.command()
def remove(
    report_ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of reports, or how they begin.")],
    ledger: LedgerOption = None,
) -> None:
    """Remove reports with all that was kept of them."""
    with open_ledger(read_settings(ledger=ledger)) as opened:
        whole = list(dict.fromkeys(opened.whole_id(report_id) for report_id in report_ids))  # a wrong one removes none
        for report_id in whole:
            opened.remove(report_id)
            note(f"removed: {report_id}")


def _place(index: str, settings: Settings) -> str | None:

    with open_index(index, settings) as opened:
        return place_of(opened)


def _write(kept: Kept) -> None:
    from factcheck.report.terminal import outcome_words, render_terminal  # noqa: PLC0415 - not needed for JSON

    sheet = open_sheet()
    render_terminal(kept.report, sheet.console)
    about = kept.entry
    sheet.gap()
    sheet.write(sheet.text(f"{about.report_id}: checked {about.checked_at}, kept {about.added_at}", "bold"))
    sheet.write(sheet.text(f"Index: {about.index_path or 'not known'}"))
    for again in kept.rejudged:
        sheet.write(sheet.text(f"Claim {again.claim_number} judged anew {again.judged_at}: {again.outcome.claim.text}"))
        sheet.write(outcome_words(sheet, again.outcome), level=1)
