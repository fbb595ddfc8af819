"""Says what the date of a report means for a claim: later than the article, or stale (pure)."""

from __future__ import annotations

import re
from datetime import date

from factcheck.datatypes import TimeNote
from factcheck.policy.moments import day_of, is_newer

_YEAR = re.compile(r"(?<![\w.,])(?:1[89]|20)\d\d(?![\w,]|\.\d)")


def time_notes(
    published: str | None, *, claim: str, written: str | None, as_of: date | None, stale_days: int
) -> tuple[TimeNote, ...]:
    """Say what holds of a report for a claim; nothing when a date is not known.

    A report that came out after the article is `later`: the article could not know it. One that is older than what
    the claim speaks of by more than `stale_days` is `stale`. A claim speaks of the time of its article, else of the
    as-of date, or of the latest year that it names before that.

    Args:
        published: the report's date, ISO 8601.
        claim: the claim's text.
        written: the article's date, ISO 8601.
        as_of: the day whose knowledge counts.
        stale_days: days from which a report is stale, 1 or more.

    >>> time_notes("2024-05-03", claim="It rained.", written="2024-05-02", as_of=None, stale_days=365)
    (<TimeNote.LATER: 'later'>,)
    >>> time_notes("2021-05-03", claim="He is ill.", written="2024-05-02", as_of=None, stale_days=365)
    (<TimeNote.STALE: 'stale'>,)
    >>> time_notes("2021-05-03", claim="He was ill in 2021.", written="2024-05-02", as_of=None, stale_days=365)
    ()
    """
    reported = day_of(published)
    spoken_of = day_of(written) or as_of
    if reported is None or spoken_of is None:
        return ()
    if day_of(written) and is_newer(published, written):
        return (TimeNote.LATER,)
    years = [int(year) for year in _YEAR.findall(claim)]
    past = [year for year in years if year <= spoken_of.year]
    if past:
        spoken_of = min(spoken_of, date(max(past), 12, 31))
    return (TimeNote.STALE,) if (spoken_of - reported).days > stale_days else ()
