"""`factcheck check --replay`: makes the check of a report again and says whether every verdict is the same."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.keeping import open_sheet, read_report
from factcheck.cli.places import open_all
from factcheck.cli.shared import note, progress_bar, write_output
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.ledger import Replay
    from factcheck.settings import Settings


def replay_report(
    source: str | None,
    article: str | None,
    indexes: list[str] | None,
    settings: Settings,
    *,
    as_json: bool,
    output: Path | None,
) -> int:
    """Replay a report and print what differs; gives exit code 0 when every verdict is the same, else 1.

    Raises:
        InputError: no report is named, or an article beside it.
        ReadError: the report cannot be read.
    """
    if source is None:
        raise InputError("Missing argument 'ARTICLE|URL|-'. See `factcheck check --help`.")
    if article is not None:
        raise InputError(f"--replay checks the text in the report, got the article {article!r} too; leave it out.")
    report = read_report(source)
    from factcheck.checker import FactChecker  # noqa: PLC0415 - loads the models' libraries
    from factcheck.ledger import replay  # noqa: PLC0415 - likewise

    with (
        open_all(indexes, settings) as opened,
        progress_bar("checking again") as bar,
    ):
        outcome = replay(report, FactChecker(opened, settings=settings), progress=bar)
    if as_json or output is not None:
        write_output(_json(outcome), output)
    if not as_json:
        _write(outcome)
    if report.not_reached:
        note(f"{len(report.not_reached)} claims that the report did not reach are not compared")
    return FINDINGS if outcome.differing else CHECKED


def _json(outcome: Replay) -> str:
    from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - for JSON only

    return dumps(
        {
            "same": not outcome.differing,
            "n_compared": outcome.n_compared,
            "mismatches": [asdict(each) for each in outcome.mismatches],
            "differing": encode(outcome.differing),
        },
        indent=1,
    )


def _write(outcome: Replay) -> None:
    from factcheck.report.terminal import outcome_words  # noqa: PLC0415 - only when there is something to show
    from factcheck.report.wording import plural  # noqa: PLC0415 - likewise

    sheet = open_sheet()
    for each in outcome.mismatches:
        sheet.write(sheet.text(f"Not the same: {each.part.replace('_', ' ')}", "bold"))
        sheet.write(sheet.text(f"then {each.then}"), level=1)
        sheet.write(sheet.text(f"now  {each.now}"), level=1)
    for differing in outcome.differing:
        sheet.write(sheet.text(f"{differing.claim.number}. {differing.claim.text}", "bold"))
        for when, judged in (("then", differing.then), ("now ", differing.now)):
            words = outcome_words(sheet, judged) if judged else sheet.text("no such claim")
            sheet.write(sheet.text(f"{when} ").append_text(words), level=1)
        if differing.fields:
            sheet.write(sheet.text(f"differing: {', '.join(differing.fields)}"), level=1)
    told = f"{len(outcome.differing)} differ" if outcome.differing else "every verdict is the same"
    made = "" if outcome.mismatches else ", made with the same index, models and settings"
    sheet.write(sheet.text(f"{plural(outcome.n_compared, 'claim')} compared: {told}{made}", "bold"))
