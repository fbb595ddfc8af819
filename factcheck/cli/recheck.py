"""`factcheck recheck`: which earlier verdicts rest on a report that was corrected or withdrawn, and what holds now?"""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.keeping import LedgerOption, found_row, open_ledger, open_sheet, place_of, write_found
from factcheck.cli.places import open_index
from factcheck.cli.shared import (
    CacheOption,
    EncoderOption,
    IndexOption,
    JSONOption,
    NLIOption,
    NoCacheOption,
    ThreadsOption,
    note,
    progress_bar,
    read_settings,
)
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.ledger import Affected, Recheck
    from factcheck.report.terminal import Sheet


class FailOn(StrEnum):
    """What makes the command exit with 1."""

    LISTED = "listed"
    CHANGED = "changed"


def recheck(
    ledger: LedgerOption = None,
    index: IndexOption = None,
    encoder: EncoderOption = None,
    nli: NLIOption = None,
    threads: ThreadsOption = None,
    cache: CacheOption = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with 1 when a verdict is listed, or is another now.")
    ] = None,
    *,
    no_cache: NoCacheOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List only; judge and keep nothing.")] = False,
    any_index: Annotated[bool, typer.Option("--any-index", help="Reports checked against another index too.")] = False,
    json_: JSONOption = False,
) -> int:
    """List verdicts whose cited words changed or are gone, and judge exactly those claims anew."""
    if dry_run and fail_on is FailOn.CHANGED:
        raise InputError("--dry-run judges nothing, so no verdict can change; use --fail-on listed with it.")
    from factcheck.checker import FactChecker  # noqa: PLC0415 - loads the models' libraries
    from factcheck.ledger import recheck as recheck_ledger  # noqa: PLC0415 - likewise

    settings = read_settings(encoder=encoder, nli=nli, n_threads=threads, cache=cache, no_cache=no_cache, ledger=ledger)
    with (
        open_ledger(settings) as kept,
        open_index(index, settings) as opened,
        progress_bar("judging anew") as bar,
    ):
        place = None if any_index else place_of(opened)
        checker = FactChecker(opened, settings=settings)
        outcome = recheck_ledger(kept, checker, index_path=place, judge=not dry_run, progress=bar)
    _note(outcome)
    _print(outcome, as_json=json_)
    listed = any(each.changed for each in outcome.affected) if fail_on is FailOn.CHANGED else outcome.affected
    return FINDINGS if fail_on and listed else CHECKED


def _note(outcome: Recheck) -> None:
    for entry, why in outcome.unreadable:
        note(f"not read: {entry.report_id}: {why}")
    if outcome.elsewhere:
        note(f"{len(outcome.elsewhere)} reports were checked against another index; --any-index takes them too")


def _print(outcome: Recheck, *, as_json: bool) -> None:
    if not as_json:
        _write(outcome)
        return
    from factcheck.report.json_format import dumps  # noqa: PLC0415 - for JSON only

    shown = {
        "n_reports": outcome.n_reports,
        "affected": [_row(each) for each in outcome.affected],
        "untouched": [_row(each) for each in outcome.untouched],
        "elsewhere": [asdict(entry) for entry in outcome.elsewhere],
        "unreadable": [{**asdict(entry), "error": why} for entry, why in outcome.unreadable],
    }
    typer.echo(dumps(shown, indent=1))


def _row(affected: Affected) -> dict[str, object]:
    from factcheck.report.json_format import encode  # noqa: PLC0415 - for JSON only

    return {
        **asdict(affected.entry),
        "claim_number": affected.old.claim.number,
        "changed": affected.changed,
        "citations": [found_row(each) for each in affected.found],
        "old": encode(affected.old),
        "new": encode(affected.new),
    }


def _write(outcome: Recheck) -> None:
    from factcheck.report.wording import plural  # noqa: PLC0415 - only when there is something to show

    sheet = open_sheet()
    for each in outcome.affected:
        _write_affected(sheet, each)
    if outcome.untouched:
        sheet.write(sheet.text("Cited reports that changed elsewhere; the cited words stand, no need to judge", "bold"))
        for each in outcome.untouched:
            sheet.write(sheet.text(f"{_name(each)}: {each.old.claim.text}"), level=1)
            for found in each.found:
                write_found(sheet, found, level=2)
        sheet.gap()
    n_changed = sum(each.changed for each in outcome.affected)
    n_judged = sum(each.new is not None for each in outcome.affected)
    told = f"{plural(len(outcome.affected), 'verdict')} on words that changed or are gone"
    told += f", {n_judged} judged anew, {n_changed} changed"
    apart = f"{len(outcome.untouched)} untouched"
    sheet.write(sheet.text(f"{plural(outcome.n_reports, 'report')} looked at: {told}; {apart}", "bold"))


def _write_affected(sheet: Sheet, affected: Affected) -> None:
    from factcheck.report.terminal import outcome_words  # noqa: PLC0415 - only when there is something to show

    sheet.write(sheet.text(_name(affected), "bold"))
    sheet.write(sheet.text(affected.old.claim.text), level=1)
    sheet.write(sheet.text("Was: ").append_text(outcome_words(sheet, affected.old)), level=1)
    if affected.new is not None:
        told = "another verdict" if affected.changed else "the same verdict"
        now = sheet.text("Now: ").append_text(outcome_words(sheet, affected.new)).append(f", {told}")
        sheet.write(now, level=1)
    for found in affected.found:
        write_found(sheet, found, level=2)
    sheet.gap()


def _name(affected: Affected) -> str:
    return f"{affected.entry.report_id}, claim {affected.old.claim.number} of {affected.entry.article!r}"
