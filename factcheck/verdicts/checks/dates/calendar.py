"""Places mentions on the calendar with dateparser, relative to the day a report was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from factcheck.verdicts.checks.dates.patterns import WEEKDAYS
from factcheck.verdicts.checks.tokens import tokenize

if TYPE_CHECKING:
    from factcheck.verdicts.checks.dates.grammar import Mention


def place(mention: Mention, published: str | None) -> Mention:
    """Fill in the year, month, day and weekday that follow from the mention and the day of publication.

    Without a day of publication only the weekday of a full date can follow. "Last year" gets a year, "next month" a
    month and year, "yesterday" and "on Tuesday" a day (the nearest one; a weekday mention keeps no year).
    """
    placed = mention
    if published is not None and mention.direction is not None and mention.count == 1:
        placed = _relative(mention, published[:10])
    elif published is not None and mention.weekday is not None and mention.day is None:
        found = _nearest(WEEKDAYS[mention.weekday], published[:10])
        placed = mention if found is None else replace(mention, month=found.month, day=found.day)
    return _with_weekday(placed, published)


def _relative(mention: Mention, published: str) -> Mention:
    """Place "last year", "this month", "yesterday"; other relative times stay as they are."""
    words = mention.span.text.lower()
    if mention.unit not in {"day", "month", "year"} or words.split()[0] in {"a", "an", "the", "one", "same"}:
        return mention  # "the year before" counts from another time than publication
    phrase = {-1: "last", 0: "this", 1: "next"}[mention.direction or 0] + f" {mention.unit}"
    found = _nearest(words if mention.unit == "day" else phrase, published)
    if found is None:
        return mention
    month = found.month if mention.unit != "year" else None
    return replace(mention, year=found.year, month=month, day=found.day if mention.unit == "day" else None)


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


@lru_cache(maxsize=4096)
def _nearest(phrase: str, published: str) -> date | None:
    """Ask dateparser for the day of a phrase ("last month", "tuesday") seen from the day of publication."""
    base = _base(published)
    if base is None or not tokenize(phrase):
        return None
    found = _parser(published).get_date_data(phrase).date_obj
    return found.date() if found is not None else None


@lru_cache(maxsize=64)
def _parser(published: str) -> Any:  # noqa: ANN401 - dateparser ships no types
    from dateparser.date import DateDataParser  # noqa: PLC0415 - dateparser is slow to import and often not needed

    base = datetime.fromisoformat(published)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "STRICT_PARSING": False}
    return DateDataParser(languages=["en"], settings=settings)
