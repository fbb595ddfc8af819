from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from strategies import reports

from factcheck.report import render
from factcheck.report.formats.csv import COLUMNS

if TYPE_CHECKING:
    from factcheck.report import Report


def rows_of(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report, "csv"), newline=""), strict=True))


@settings(deadline=None, max_examples=20)
@given(report=reports())
def test_every_claim_is_one_line_with_all_columns(report: Report) -> None:
    written = render(report, "csv")
    rows = rows_of(report)
    assert written.count("\r\n") == written.count("\n") == len(rows) + 1
    assert all(list(row) == list(COLUMNS) and None not in row.values() for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        assert len(report.input_text[start:end]) == end - start


def test_outcomes_of_a_report(visit: Report) -> None:
    rows = rows_of(visit)
    outcomes = {row["number"]: row["outcome"] for row in rows}
    assert outcomes["2"] == "contradicted"
    assert outcomes["12"] == "failed"
    assert outcomes["13"] == "not-reached"
    disputed = rows[1]
    assert (disputed["words_in_article"], disputed["words_in_report"]) == ("second", "first")
    assert (disputed["confidence"], disputed["reason"], disputed["conflicting"]) == ("0.9000", "number", "yes")
    assert disputed["link"].startswith("https://news.example.org/2020/07/tehran-visit#:~:text=")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\x1b[31m=1", "\u202e=1"])
def test_no_cell_is_run_by_a_spreadsheet(harbour: Report, text: str) -> None:
    hostile = replace(harbour.verdicts[0], explanation=text)
    (row, _) = rows_of(replace(harbour, verdicts=(hostile,)))
    assert row["explanation"].startswith("'")
