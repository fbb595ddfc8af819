"""A desk of three small reports and an article on them, for the tests of ledger, drafts and their commands."""

from __future__ import annotations

from factcheck.reading import reference_from_text

CLINIC = "The clinic hired 12 nurses in March. The director praised them. A second ward opens in May."
VISIT = "The minister visited Baghdad on Sunday. He met the mayor. They signed a treaty on water."
FERRY = "The ferry sank near Karsk on Monday. Nobody was hurt. Divers searched the wreck."
ARTICLE = (
    "The clinic hired 12 nurses in March.\n\nThe minister visited Baghdad on Sunday.\n\n"
    "The ferry sank near Karsk on Monday."
)


def references():
    """Make the three reports: one of a file with a title, one of a page, one of a file."""
    return [
        reference_from_text(CLINIC, title="Clinic grows", publisher="Bay Wire", path="reports/clinic.txt"),
        reference_from_text(VISIT, title="Minister abroad", url="https://news.example/visit"),
        reference_from_text(FERRY, path="reports/ferry.txt"),
    ]
