"""What dates mean: a report later than the article, or stale for what the claim speaks of; which is newer."""

from datetime import date

import pytest

from factcheck.datatypes import TimeNote
from factcheck.policy import is_newer, time_notes

LATER, STALE = (TimeNote.LATER,), (TimeNote.STALE,)


@pytest.mark.parametrize(
    ("published", "written", "claim", "notes"),
    [
        ("2024-05-02", "2024-05-02", "It rained.", ()),
        ("2024-05-03", "2024-05-02", "It rained.", LATER),
        ("2024-05-02T18:00:00Z", "2024-05-02T09:00:00Z", "It rained.", LATER),
        ("2024-05-02T18:00:00Z", "2024-05-02", "It rained.", ()),
        ("2023-05-03", "2024-05-02", "It rained.", ()),
        ("2023-05-02", "2024-05-02", "It rained.", STALE),
        ("2019-05-02", "2024-05-02", "In 2019 it rained.", ()),
        ("2019-05-02", "2024-05-02", "It rained in 2015 and 2019, not in 2030.", ()),
        ("2018-12-30", "2024-05-02", "In 2019 it rained.", STALE),
        ("2019-05-02", "2024-05-02", "The firm has 2,019 workers and 2019.5 units.", STALE),
        (None, "2024-05-02", "It rained.", ()),
        ("2019-05-02", None, "It rained.", ()),
    ],
)
def test_the_date_of_a_report_against_that_of_the_article(published, written, claim, notes) -> None:
    assert time_notes(published, claim=claim, written=written, as_of=None, stale_days=365) == notes


def test_without_a_date_of_the_article_the_as_of_date_counts() -> None:
    def notes(published):
        return time_notes(published, claim="It rained.", written=None, as_of=date(2024, 5, 2), stale_days=30)

    assert notes("2024-04-30") == ()
    assert notes("2024-03-30") == STALE


@pytest.mark.parametrize(
    ("published", "other", "newer"),
    [
        ("2024-05-03", "2024-05-02", True),
        ("2024-05-02", "2024-05-03", False),
        ("2024-05-02", "2024-05-02", False),
        ("2024-05-02T12:00:00+02:00", "2024-05-02T11:00:00+00:00", False),
        ("2024-05-02T12:00:00", "2024-05-02T11:00:00+00:00", True),
        (None, "2024-05-02", None),
        ("2024-05-02", "soon", None),
    ],
)
def test_which_report_is_newer(published, other, newer) -> None:
    assert is_newer(published, other) is newer
