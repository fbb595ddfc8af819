"""What tests let processes of their own write; it lies here because a spawned process imports it by name."""

from dataclasses import replace

from factcheck import Report
from factcheck.decisions import DecisionBook
from factcheck.ledger import Ledger


def add_decisions(path, verdict, name):
    """Accept one verdict 25 times."""
    for _ in range(25):
        DecisionBook(path).add(verdict, by=name, note="x" * 4000)


def keep_reports(path, written, moments):
    """Keep a report in a ledger, once for each moment."""
    report = Report.from_json(written)
    with Ledger(path, create=True) as ledger:
        for moment in moments:
            ledger.add(replace(report, run=replace(report.run, checked_at=f"2024-01-01T00:00:00.{moment:06}+00:00")))
