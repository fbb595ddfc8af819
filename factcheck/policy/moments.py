"""Reads the dates of reports and compares them (pure)."""

from __future__ import annotations

from datetime import UTC, date, datetime


def day_of(published: str | None) -> date | None:
    """Give the day of an ISO 8601 date or date-time, as its publisher wrote it; None when it cannot be read.

    >>> day_of("2024-05-02T23:30:00-05:00"), day_of("May"), day_of(None)
    (datetime.date(2024, 5, 2), None, None)
    """
    try:
        return date.fromisoformat((published or "").strip()[:10])
    except ValueError:
        return None


def is_future(published: str | None, now: datetime) -> bool:
    """Tell whether a date or date-time lies ahead; one without a zone is in UTC, one that cannot be read does not.

    Args:
        published: ISO 8601.
        now: the moment it is compared with, with a zone.

    >>> noon = datetime(2024, 5, 2, 12, tzinfo=UTC)
    >>> is_future("2024-05-02T15:00:00+02:00", noon), is_future("2024-05-02", noon), is_future("2024-05-03", noon)
    (True, False, True)
    """
    day = day_of(published)
    if day is None:
        return False
    moment = _moment(published)
    return day > now.astimezone(UTC).date() if moment is None else moment > now


def is_newer(published: str | None, other: str | None) -> bool | None:
    """Tell whether a report is newer than another: by day, on one day by the hour where both have one.

    None when one of them has no date that can be read.

    >>> is_newer("2024-05-03", "2024-05-02"), is_newer("2024-05-02", "2024-05-02T08:00:00Z"), is_newer(None, "2024")
    (True, False, None)
    >>> is_newer("2024-05-02T09:00:00+00:00", "2024-05-02T08:00:00+00:00")
    True
    """
    day, other_day = day_of(published), day_of(other)
    if day is None or other_day is None:
        return None
    moment, other_moment = _moment(published), _moment(other)
    if moment is not None and other_moment is not None:
        return moment > other_moment
    return day > other_day


def _moment(published: str | None) -> datetime | None:
    """Read a date-time, None for a date alone or what is neither."""
    text = (published or "").strip()
    if len(text) <= len("2024-05-02"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
