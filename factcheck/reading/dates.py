"""Publication dates as ISO 8601, from the forms that files and pages write them in."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# By hand and not with strptime, whose month names follow the machine's locale.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:[A-Za-z]{3,9}\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})"),
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december", "sept"),
)


def iso_date(raw: str) -> str | None:
    """Give a date or date-time as ISO 8601; None when it cannot be read without guessing.

    ISO 8601, RFC 2822 ("Tue, 4 Mar 2025 08:00:00 +0000"), English written dates and year/month/day are read.
    "03/04/2025" is not: it is March in one country and April in another.

    >>> iso_date("4 March 2025"), iso_date("2025-03-04T08:00:00Z"), iso_date("03/04/2025")
    ('2025-03-04', '2025-03-04T08:00:00+00:00', None)
    """
    text = raw.strip()
    return _iso(text) or _written(text) or _mail(text)


def _iso(text: str) -> str | None:
    """Read ISO 8601, a date before a date-time so that a bare date gains no midnight."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text).isoformat()
        except ValueError:
            continue
    return None


def _written(text: str) -> str | None:
    """Read "4 March 2025", "Tuesday, March 4, 2025" and "2025/3/4"."""
    match = _YEAR_FIRST.fullmatch(text)
    for pattern in _WRITTEN:
        match = match or pattern.fullmatch(text)
    if match is None:
        return None
    month = match["month"].lower()
    if month in _FULL_MONTHS or month in _MONTHS:
        number = _MONTHS.index(month[:3]) + 1
    elif month.isdecimal():
        number = int(month)
    else:
        return None
    try:
        return date(int(match["year"]), number, int(match["day"])).isoformat()
    except ValueError:
        return None


def _mail(text: str) -> str | None:
    """Read the date-times of mails, feeds and HTTP."""
    if not re.search(r"\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        return None
