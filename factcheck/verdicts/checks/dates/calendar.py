"""Places mentions on the calendar, relative to the day a report was published (pure)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.verdicts.checks.dates.grammar import Mention

_COUNTED_FROM = {"ago": -1, "before": -1, "later": 1, "after": 1}
"""Behind "1 day", for days from the day of publication."""


def place(mention: Mention, published: str | None) -> Mention:
    """Fill in the year, month, day and weekday that follow from the mention and the day of publication.

    Without a day of publication only the weekday of a full date can follow. "Last year" gets a year, "next month" a
    month and year, "yesterday" and "on Tuesday" a day (the last one before publication; a weekday mention keeps no
    year).
    """
    placed = mention
    base = None if published is None else _base(published[:10])
    if base is not None and mention.direction is not None and mention.count == 1:
        placed = _relative(mention, mention.direction, base)
    elif base is not None and mention.weekday is not None and mention.day is None:
        found = _day_from(base, -((base.weekday() - mention.weekday - 1) % 7 + 1))
        placed = mention if found is None else replace(mention, month=found.month, day=found.day)
    return _with_weekday(placed, published)


def _relative(mention: Mention, direction: int, base: date) -> Mention:
    """Place "last year", "this month", "yesterday"; other relative times stay as they are."""
    words = mention.span.text.lower().split()
    if words[0] in {"a", "an", "the", "one", "same"}:
        return mention  # "the year before" counts from another time than publication
    if mention.unit == "day":
        found = _day_told(words, direction, base)
        return replace(mention, year=found.year, month=found.month, day=found.day) if found is not None else mention
    if mention.unit not in {"month", "year"}:
        return mention
    months = base.year * 12 + base.month - 1 + direction * (12 if mention.unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    if _day(year, month, 1) is None:
        return mention
    return replace(mention, year=year, month=month if mention.unit == "month" else None, day=None)


def _day_told(words: list[str], direction: int, base: date) -> date | None:
    """Give the day of "yesterday" and "1 day ago"; "the last day" and "a day later" tell none."""
    if len(words) == 1:
        return _day_from(base, direction)
    days = _COUNTED_FROM.get(words[-1]) if words[0].isdigit() else None
    return None if days is None else _day_from(base, days)


def _day_from(base: date, days: int) -> date | None:
    try:
        return base + timedelta(days=days)
    except OverflowError:
        return None


def _with_weekday(mention: Mention, published: str | None) -> Mention:
    """Add the weekday of a day whose year is written or, for a day near publication, follows."""
    if mention.weekday is not None or mention.day is None or mention.month is None:
        return mention
    year = mention.year
    if year is None and published is not None:
        base = _base(published[:10])
        if base is None:
            return mention
        options = [d for d in (_day(base.year + k, mention.month, mention.day) for k in (-1, 0, 1)) if d is not None]
        nearest = min(options, key=lambda d: abs((d - base).days), default=None)
        near = nearest is not None and abs((nearest - base).days) <= 14  # noqa: PLR2004 - news names weekdays of a fortnight
        return replace(mention, weekday=nearest.weekday()) if near and nearest is not None else mention
    found = _day(year, mention.month, mention.day) if year is not None else None
    return replace(mention, weekday=found.weekday()) if found is not None else mention


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _base(published: str) -> date | None:
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None
