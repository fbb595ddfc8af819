"""Finds reports without a date, with one that has not come yet, and with one that their dateline rules out (pure)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factcheck.claims.sorting.datelines import byline_end, dateline_end
from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.verdicts.checks.dates.grammar import parse_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.datatypes import Reference, Span

_EARLIEST_ZONE = dt.timezone(dt.timedelta(hours=14))  # where a new day begins first
_DAYS_EARLIER = 1  # a dateline may be a day ahead of a date that was taken in another time zone
_DAYS_LATER = 7  # a weekly prints a report this long after its dateline


def dating_faults(references: Iterable[Reference], *, now: dt.datetime) -> Iterator[Fault]:
    """Find the faults of dates, at most one a report, in the order of the reports.

    A date without a time counts as over the world's first midnight: it is in the future only when it has begun nowhere.

    Args:
        references: the reports.
        now: the time, with its time zone.
    """
    for reference in references:
        if published_on(reference) is None:
            yield _undated(reference)
        elif _is_future(str(reference.published), now):
            yield _future(reference, now)
        else:
            yield from _misdated(reference)


def published_on(reference: Reference) -> dt.date | None:
    """Give the day a report was published; None when it has no date or one that is not ISO 8601.

    >>> from factcheck.reading import reference_from_text
    >>> published_on(reference_from_text("It rained.", published="2024-05-14T08:00:00Z"))
    datetime.date(2024, 5, 14)
    """
    try:
        return dt.date.fromisoformat((reference.published or "")[:10])
    except ValueError:
        return None


def _is_future(published: str, now: dt.datetime) -> bool:
    """Tell whether a date or date-time lies after now; a date-time without a zone is taken for the earliest one."""
    try:
        moment = dt.datetime.fromisoformat(published)
    except ValueError:
        return False
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=_EARLIEST_ZONE)
    return moment > now


def _undated(reference: Reference) -> Fault:
    given = "no date of publication" if not reference.published else f"the date {reference.published!r}, not ISO 8601"
    return Fault(
        kind=FaultKind.UNDATED,
        places=(Place(reference=reference),),
        explanation=f"The report has {given}, so relative times in it cannot be placed and nothing newer replaces it.",
        advice="Find its date, and add the report again with it (`published` in JSON, CSV or front matter).",
    )


def _future(reference: Reference, now: dt.datetime) -> Fault:
    return Fault(
        kind=FaultKind.FUTURE_DATED,
        places=(Place(reference=reference),),
        explanation=f"The report is dated {reference.published}, and it is {now.date().isoformat()} today.",
        advice="Withdraw it if it is under embargo or invented, or add it again with its right date.",
    )


def _misdated(reference: Reference) -> Iterator[Fault]:
    """Compare the date with the one of the dateline, which names a month and a day and seldom a year."""
    published, written = published_on(reference), _dateline_date(reference.text)
    if published is None or written is None:
        return
    span, year, month, day = written
    days = [_day(y, month, day) for y in ([year] if year else range(published.year - 1, published.year + 2))]
    ages = [(published - found).days for found in days if found is not None]
    if not ages or any(-_DAYS_EARLIER <= age <= _DAYS_LATER for age in ages):
        return
    nearest = min(ages, key=lambda age: (age < 0, abs(age)))  # a dateline without a year is one of the past
    distance = f"{abs(nearest)} days {'before' if nearest > 0 else 'after'}"
    yield Fault(
        kind=FaultKind.MISDATED,
        places=(Place(reference=reference, span=span),),
        explanation=f"The report is dated {reference.published}, and its dateline {span.text!r} is {distance} that.",
        advice="Add it again with the day it was first published: relative times in it are placed by that day.",
    )


def _dateline_date(text: str) -> tuple[Span, int | None, int, int] | None:
    """Find the day in a dateline, with its span, year, month and day; None when there is none."""
    end = dateline_end(text) or byline_end(text)
    for mention in parse_dates(text[:end]) if end else ():
        if mention.month is not None and mention.day is not None:
            return mention.span, mention.year, mention.month, mention.day
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
