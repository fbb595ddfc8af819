"""Dates of reports: missing, not come yet, ruled out by the dateline."""

import dataclasses
import datetime as dt

import pytest

from factcheck.lint import FaultKind
from factcheck.lint.dating import dating_faults, published_on

NOON = dt.datetime(2024, 5, 14, 12, tzinfo=dt.UTC)
TEXT = "The bridge over the Ensel was opened on Tuesday after repairs of eleven months."


def kinds(reference, now=NOON):
    return [fault.kind for fault in dating_faults([reference], now=now)]


def test_a_report_of_the_past_has_no_fault(report) -> None:
    assert kinds(report(published="2024-05-13")) == []


@pytest.mark.parametrize("published", [None, "", "spring"])
def test_a_report_without_a_date_that_can_be_read_is_undated(report, published) -> None:
    undated = dataclasses.replace(report(), published=published)
    assert kinds(undated) == [FaultKind.UNDATED]
    assert published_on(undated) is None


@pytest.mark.parametrize(
    ("published", "is_future"),
    [
        ("2024-05-14", False),
        ("2024-05-15", False),  # it has begun in Kiribati at 12:00 UTC
        ("2024-05-16", True),
        ("2024-05-14T11:59:00+00:00", False),
        ("2024-05-14T12:01:00+00:00", True),
        ("2024-05-14T08:30:00-05:00", True),
        ("2024-05-15T01:00:00+14:00", False),
    ],
)
def test_a_date_is_in_the_future_when_it_has_begun_nowhere(report, published, is_future) -> None:
    assert kinds(report(published=published)) == [FaultKind.FUTURE_DATED] * is_future


def test_the_clock_decides_what_the_future_is(report) -> None:
    later = NOON + dt.timedelta(days=400)
    assert kinds(report(published="2025-06-01")) == [FaultKind.FUTURE_DATED]
    assert kinds(report(published="2025-06-01"), later) == []


@pytest.mark.parametrize(
    ("dateline", "published", "is_wrong"),
    [
        ("MIROV, Feb 20 (Herald) - ", "2023-02-20", False),
        ("MIROV, Feb 20 (Herald) - ", "2023-02-27", False),  # a weekly
        ("MIROV, Feb 20 (Herald) - ", "2023-02-19", False),  # another time zone
        ("MIROV, Dec 31 (Herald) - ", "2023-01-02", False),
        ("MIROV, Jan 1 (Herald) - ", "2022-12-31", False),
        ("MIROV, Feb 29 (Herald) - ", "2024-02-29", False),
        ("MIROV, Aug 9 (Herald) - ", "2023-02-20", True),
        ("MIROV, Feb 20 2019 (Herald) - ", "2023-02-20", True),
        ("", "2023-02-20", False),
    ],
)
def test_a_date_that_the_dateline_rules_out_is_told(report, dateline, published, is_wrong) -> None:
    assert kinds(report(dateline + TEXT, published=published)) == [FaultKind.MISDATED] * is_wrong


def test_the_fault_names_the_day_in_the_dateline(report) -> None:
    reference = report("MIROV, Aug 9 (Herald) - " + TEXT, published="2023-02-20")
    (fault,) = dating_faults([reference], now=NOON)
    span = fault.places[0].span
    assert reference.text[span.start : span.end] == span.text == "Aug 9"
    assert "195 days before" in fault.explanation  # from 9 August 2022 to 20 February 2023
