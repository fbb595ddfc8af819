"""`factcheck verify-citations`: does every place a report cites still say what it said?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.exits import CHECKED, FINDINGS
from factcheck.cli.keeping import found_row, open_sheet, read_report, write_found
from factcheck.cli.places import open_index
from factcheck.cli.shared import IndexOption, JSONOption, read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.ledger import Found


def verify_citations(
    report: Annotated[str, typer.Argument(metavar="REPORT.json|-", help="A report of --format json.")],
    index: IndexOption = None,
    *,
    json_: JSONOption = False,
) -> int:
    """Find each citation of a report in an index: exact, moved, changed or gone; exit 1 for changed and gone."""
    settings = read_settings()
    read = read_report(report)
    from factcheck.ledger import LOST, Shelf, citations_of  # noqa: PLC0415 - not needed for --help

    with open_index(index, settings) as opened:
        shelf = Shelf(opened)
        found = [shelf.find(citation) for citation in citations_of(read.verdicts)]
    if json_:
        from factcheck.report.json_format import dumps  # noqa: PLC0415 - for JSON only

        typer.echo(dumps([found_row(each) for each in found], indent=1))
    else:
        _write(found)
    return FINDINGS if any(each.standing in LOST for each in found) else CHECKED


def _write(found: Sequence[Found]) -> None:
    from factcheck.ledger import Standing  # noqa: PLC0415 - not needed for --help
    from factcheck.report.wording import plural  # noqa: PLC0415 - likewise

    sheet = open_sheet()
    for each in found:
        write_found(sheet, each)
        claims = ", ".join(map(str, each.citation.claims))
        sheet.write(sheet.text(f"Cited for claim {claims}"), level=1)
    counts = [f"{sum(each.standing == standing for each in found)} {standing.value}" for standing in Standing]
    sheet.write(sheet.text(f"{plural(len(found), 'citation')}: {', '.join(counts)}", "bold"))
